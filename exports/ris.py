"""RIS: the sources in view, for reference managers."""

from data.models import SourceKind
from data.view import View
from exports.entries import SourceEntry, source_entries
from exports.publication import date_parts
from exports.text import one_line, xml_safe

# Types of reference (Research Information Systems, "RIS Format Specifications", 2011).
_TYPES = {
    SourceKind.NEWS: "NEWS",
    SourceKind.STATE_MEDIA: "NEWS",
    SourceKind.THINK_TANK: "RPRT",
    SourceKind.UN_DOCUMENT: "RPRT",
}
_USUAL_TYPE = "ELEC"


def sources_ris(view: View) -> bytes:
    """The sources as RIS in UTF-8 with CRLF; each begins with TY and ends with ER."""
    return "".join(f"{line}\r\n" for source in source_entries(view) for line in _lines(source)).encode()


def _lines(source: SourceEntry) -> list[str]:
    parts = date_parts(source.published)[0] if source.published else ()
    year, month, day = (*parts, *[0] * 3)[:3]
    fields = [
        ("TY", _TYPES.get(source.kind, _USUAL_TYPE)),
        ("ID", source.id),
        ("TI", source.title),
        ("T2", source.publisher),
        ("PB", source.publisher),
        ("PY", f"{year:04}" if year else ""),
        # Year, month, day and other, parted by slashes; what is not known stays empty.
        ("DA", f"{year:04}/{f'{month:02}' if month else ''}/{f'{day:02}' if day else ''}/" if year else ""),
        ("LA", source.language),
        ("KW", source.kind),
        ("UR", source.url),
    ]
    return [f"{tag}  - {one_line(xml_safe(value))}" for tag, value in fields if value] + ["ER  - "]
