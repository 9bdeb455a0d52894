"""Office files: made the same whenever they are made, in the house's colours."""

import io
import re
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pptx.dml.color import RGBColor

# The earliest that a zip can say.
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")
_THEME = re.compile(r"ppt/theme/theme\d+\.xml")


def settled(content: bytes, day: date, fonts: tuple[str, str]) -> bytes:
    """An Office file, and the workbooks within it, dated to a day; its themes use the second font for the first."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name.endswith(".xlsx"):
                part = settled(part, day, fonts)
            elif name == "docProps/core.xml":
                part = _STAMP.sub(rb"\g<1>%sT00:00:00Z\g<3>" % day.isoformat().encode(), part)
            elif _THEME.fullmatch(name):
                usual, other = (f'typeface="{font}"'.encode() for font in fonts)
                part = part.replace(usual, other)
            entry = ZipInfo(name, _LONG_AGO)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, part)
    return out.getvalue()


def rgb_colour(text: str) -> RGBColor:
    """A colour such as #D55E00 as python-pptx takes it."""
    return RGBColor.from_string(text.removeprefix("#").upper())
