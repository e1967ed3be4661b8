"""Generates docs/felt.md: every field in Norwegian, from the content models and the message catalogue."""

from collections.abc import Iterator, Mapping

from veiviser.content import schema
from veiviser.content.labels import VALUES, label
from veiviser.content.models import KINDS, AnyKind, Fields
from veiviser.content.schema import Field
from veiviser.language.languages import NORWEGIAN, catalogue

# The heading of each kind.
HEADINGS: Mapping[str, str] = {
    "site": "Innstillinger",
    "municipalities": "Kommuner",
    "areas": "Områder",
    "crisis": "Nødnumre og hjelpetelefoner",
    "dictionary": "Ordbok",
    "needs": "Behov",
    "audiences": "Målgrupper",
    "formats": "Former",
    "arenas": "Arenaer",
    "focus-areas": "Satsingsområder",
    "conditions": "Diagnoser",
    "accessibility": "Tilgjengelighet",
    "organisations": "Organisasjoner",
    "contacts": "Kontakter",
    "places": "Steder",
    "offers": "Tilbud",
    "events": "Arrangementer",
    "pages": "Sider",
    "surveys": "Kartlegginger",
}
# The kinds that editors write most often come first.
_FIRST = ("offers", "events", "contacts", "places", "organisations", "pages", "surveys")
# Values whose meaning depends on the field; the dialogue has a word for them in `registration` only.
_OF_REGISTRATION = frozenset({"none", "drop-in", "required"})
_RULES = """\
Dette er alt som kan stå i filene i mappen `content/`: hvert felt, hva det er, hva du skriver, og et eksempel. Navnet på
feltet skal alltid stå som her, også når resten er på norsk. `*` betyr at feltet må være med.

- Foran kolon står feltet, bak kolon og et mellomrom står verdien: `status: active`.
- Der det kan stå flere verdier, står de i klammer med komma mellom: `[fjordby, elvemo]`. Én alene trenger ikke klammer.
- **Id** betyr navnet på en annen fil, uten endelsen: kontakten i `content/contacts/fjordby/kreftkoordinator.yaml` heter
  `kreftkoordinator`. Kommuner, områder og ordene i listene under har id-en sin i feltet `id`.
- Ordene du kan bruke i `needs`, `audiences` og `formats`, er det regionen som bestemmer. De står i
  `content/vocabulary/needs.yaml` (behov), `audiences.yaml` (målgrupper) og `formats.yaml` (former). Det er ordet bak
  `id:` du skriver, ikke navnet besøkende leser. De andre listene ligger i samme mappe.
- Et felt uten verdi regnes som utelatt.
- Anførselstegn trengs bare der teksten har kolon med mellomrom bak, eller begynner med et tegn som `#` eller `[`.
- Oversettelser ligger i en fil ved siden av, som `navn.nn.md`, med feltene som kan oversettes og teksten. I andre filer
  skrives begge språk i feltet: `{nb: Avlastning, en: Respite}`.

Sier programmet at noe er galt, står det her: [meldinger fra programmet](problems/README.md). Hvordan du redigerer, står
i [Slik redigerer du](rediger.md).
"""
_translate = catalogue(NORWEGIAN[0]).gettext


def fields_page(generated: str, paths: Mapping[str, str]) -> str:
    """The page as Markdown; `generated` is the notice at its top, `paths` has the path of each kind's files."""
    order = [*_FIRST, *(name for name in KINDS if name not in _FIRST)]
    parts = ["# Feltene\n", generated, _RULES, "## Filer\n", "| fil | slag | hva det er |\n| --- | --- | --- |"]
    parts += [f"| `{paths[name]}` | {_link(name)} | {_doc(KINDS[name].model)} |" for name in order]
    for name in order:
        parts += _kind(name, KINDS[name], paths[name])
    return "\n".join(parts) + "\n"


def _kind(name: str, kind: AnyKind, path: str) -> Iterator[str]:
    yield f"\n## {HEADINGS[name]}\n"
    yield f"`{path}`{'. Må finnes.' if kind.required else '.'} {_doc(kind.model)}\n"
    yield from _table(kind.model)
    if kind.translation:
        yield f"\nI en oversettelse (`navn.nn.md` og lignende). {_doc(kind.translation)}\n"
        yield from _table(kind.translation)


def _table(model: type[Fields]) -> Iterator[str]:
    yield "| felt | hva det er | hva du skriver | eksempel |\n| --- | --- | --- | --- |"
    for field in schema.fields(model):
        yield f"| {_name(field)} | {_description(field)} | {_written(field)} | {_example(field)} |"


def _name(field: Field) -> str:
    """The field name, with its everyday name in parentheses where that differs."""
    called = _translate(label(field.name))
    return f"`{field.name}`{'*' if field.required else ''}{f' ({called})' if called != field.name else ''}"


def _description(field: Field) -> str:
    text = _translate(" ".join(field.description.split()))
    return f"{text} Utelatt: `{field.default}`." if field.default and "Utelatt" not in text else text


def _written(field: Field) -> str:
    if field.model:
        inside = ", ".join(f"`{part.name}`{'*' if part.required else ''}" for part in schema.fields(field.model))
        words = f"felt i felt: {inside}"
    elif field.values:
        words = " · ".join(_value(value, field.name) for value in field.values)
    elif field.refers_to:
        kinds = " eller ".join(map(_link, field.refers_to))
        words = f"id fra {kinds}{''.join(f', eller {_value(word, field.name)}' for word in field.built_in)}"
    else:
        words = _translate(field.type_name)
    return f"{words}; én eller flere" if field.many else words


def _value(value: str, field: str) -> str:
    """A value of a closed list, with its Norwegian word where the dialogue of `veiviser new` has one."""
    has_word = value in VALUES and (field == "registration" or value not in _OF_REGISTRATION)
    known = _translate(VALUES[value]).partition(":")[0] if has_word else ""
    return f"`{value}` ({known})" if known and known != value else f"`{value}`"


def _example(field: Field) -> str:
    if field.model:
        pairs = ", ".join(f"{part.name}: {_bare(part)}" for part in schema.fields(field.model))
        return f"`[{{{pairs}}}]`"
    bare = _bare(field)
    return f"`[{bare}]`" if bare and field.many and "[" not in bare and ":" not in bare else f"`{bare}`" if bare else ""


def _bare(field: Field) -> str:
    if field.values:
        return field.values[0]
    if field.boolean:
        return "true"
    return field.example


def _link(name: str) -> str:
    heading = HEADINGS[name]
    return f"[{heading.lower()}](#{heading.lower().replace(' ', '-')})"


def _doc(model: type[Fields]) -> str:
    return _translate(" ".join((model.__doc__ or "").split()))
