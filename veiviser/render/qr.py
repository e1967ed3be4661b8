"""QR codes: a whole address becomes a small drawing that phones can read off paper."""

from functools import cache

import segno

# With M a code can be read with 15 % of it worn away, as where paper was folded; with the address of an offer it has
# 33 to 41 modules a side. More (Q) would make the modules smaller on the same paper.
_ERROR_LEVEL = "m"
# A phone tells modules of 0.4 mm apart at arm's length, printed at home; the least side is what people take for a code.
_MODULE_MM = 0.42
_LEAST_SIDE_MM = 20.0
# Light modules around a code that the standard (ISO/IEC 18004) asks for.
_QUIET_ZONE = 4
# Any of the eight masks can be read. Finding the one the standard likes best takes five times as long as all the rest.
_MASK = 0


@cache
def qr(address: str) -> str:
    """An address as an SVG element, its quiet zone included, at least 20 mm wide on paper.

    The drawing says nothing to those who do not see it: what stands around it gives it a name.
    """
    code = segno.make_qr(address, error=_ERROR_LEVEL, mask=_MASK)
    modules = code.symbol_size(border=_QUIET_ZONE)[0]
    side = max(_LEAST_SIDE_MM, round(modules * _MODULE_MM, 1))
    drawn = code.svg_inline(border=_QUIET_ZONE, light="#fff", dark="#000", svgclass=None, lineclass=None, omitsize=True)
    sized = drawn.replace("<svg ", f'<svg width="{side:g}mm" height="{side:g}mm" ', 1)
    return sized.replace('stroke="#000"', 'stroke="#000" stroke-width="1.05"', 1)  # or the rows show a seam
