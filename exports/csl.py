"""CSL-JSON: the sources in view, for citation processors such as Zotero and pandoc."""

import json
from typing import Any

from data.models import SourceKind
from data.view import View
from exports.entries import SourceEntry, source_entries
from exports.publication import date_parts, is_approximate

# Types of the Citation Style Language 1.0.2, appendix III.
_TYPES = {
    SourceKind.NEWS: "article-newspaper",
    SourceKind.STATE_MEDIA: "article-newspaper",
    SourceKind.THINK_TANK: "report",
    SourceKind.UN_DOCUMENT: "report",
}
_USUAL_TYPE = "webpage"


def sources_csl(view: View) -> bytes:
    """The sources as a JSON list of CSL items, keyed by their ids."""
    return json.dumps([_item(source) for source in source_entries(view)], ensure_ascii=False).encode()


def _item(source: SourceEntry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": source.id,
        "type": _TYPES.get(source.kind, _USUAL_TYPE),
        "title": source.title,
        "container-title": source.publisher,
        "publisher": source.publisher,
        "language": source.language,
        "URL": source.url,
        "keyword": source.kind,
    }
    if source.published:
        item["issued"] = {"date-parts": [list(parts) for parts in date_parts(source.published)]}
        if is_approximate(source.published):
            item["issued"]["circa"] = True
    return item
