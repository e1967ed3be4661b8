"""QR codes of URLs, as SVG for print."""

from functools import cache

import segno

# With level M a code can be read with 15 % of it damaged, such as by a fold in the paper; the URL of an offer gives 33
# to 41 modules a side. Level Q would make the modules smaller on the same paper.
_ERROR_LEVEL = "m"
# A phone can read modules of 0.4 mm at arm's length, printed at home. Below the least side, people do not recognise a
# code as one.
_MODULE_MM = 0.42
_LEAST_SIDE_MM = 20.0
# Light modules around a code, as required by ISO/IEC 18004.
_QUIET_ZONE = 4
# Any of the eight masks can be read. Evaluating which is best by the standard takes five times as long as all the rest.
_MASK = 0


@cache
def qr(address: str) -> str:
    """A URL as an SVG element, at least 20 mm wide on paper including its quiet zone.

    The element has no accessible name: the markup around it must give one.
    """
    code = segno.make_qr(address, error=_ERROR_LEVEL, mask=_MASK)
    modules = code.symbol_size(border=_QUIET_ZONE)[0]
    side = max(_LEAST_SIDE_MM, round(modules * _MODULE_MM, 1))
    drawn = code.svg_inline(border=_QUIET_ZONE, light="#fff", dark="#000", svgclass=None, lineclass=None, omitsize=True)
    sized = drawn.replace("<svg ", f'<svg width="{side:g}mm" height="{side:g}mm" ', 1)
    return sized.replace('stroke="#000"', 'stroke="#000" stroke-width="1.05"', 1)  # else gaps show between the rows
