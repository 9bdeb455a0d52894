"""Every format, in the order in which `/export` lists them. To add one, add a line."""

from data.models import TABLES
from exports.bibtex import sources_bib
from exports.brief_html import brief_html
from exports.brief_pdf import brief_pdf
from exports.citation import citation_text
from exports.csl import sources_csl
from exports.csv_table import readable_csv, record_csv
from exports.deck import deck
from exports.formats import Format, Order, of_view
from exports.geojson import events_geojson, places_geojson, routes_geojson
from exports.ics import events_ics
from exports.json_api import (
    PAGING,
    ClaimPage,
    EventPage,
    QuestionPage,
    claims_json,
    events_json,
    questions_json,
)
from exports.kml import kml
from exports.map_image import map_image
from exports.numbers_image import numbers_image
from exports.package_zip import package_zip
from exports.pictures import MAP_PARAMETERS, picture_formats
from exports.readable import READABLE
from exports.ris import sources_ris
from exports.timeline_image import timeline_image
from exports.workbook import workbook

_BIBTEX = "application/x-bibtex; charset=utf-8"
_CSV = "text/csv; charset=utf-8"
_GEOJSON = "application/geo+json"
_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _readable(name: str) -> Format:
    title = f"{READABLE[name][0]} as CSV"
    return Format(f"{name}.csv", "Tables", title, _CSV, lambda order: readable_csv(order.view, name))


def _record_table(name: str) -> Format:
    title = TABLES[name].heading
    return Format(f"table/{name}.csv", "Tables of the record", title, _CSV, lambda order: record_csv(order.view, name))


def _citation(order: Order) -> bytes:
    return citation_text(order.view, order.address)


_ALL = (
    Format(
        "briefing.pptx",
        "Briefing",
        "Briefing as slides",
        _PPTX,
        of_view(deck),
        note="Text, tables and charts can be edited; notes name the sources of each slide.",
        heavy=True,
        empty=False,
    ),
    Format(
        "briefing.pdf",
        "Briefing",
        "Briefing on sheets of A4",
        "application/pdf",
        of_view(brief_pdf),
        heavy=True,
        empty=False,
    ),
    Format(
        "brief.html",
        "Briefing",
        "Brief on one page",
        "text/html; charset=utf-8",
        of_view(brief_html),
        note="Prints on a sheet of A4.",
        heavy=True,
        empty=False,
        inline=True,
    ),
    *picture_formats("map", "Map", map_image, MAP_PARAMETERS),
    *picture_formats("timeline", "Timeline", timeline_image),
    *picture_formats("numbers", "Numbers in dispute", numbers_image),
    Format(
        "tumen.xlsx", "Tables", "Workbook: events, claims, quantities, sources", _XLSX, of_view(workbook), heavy=True
    ),
    *map(_readable, READABLE),
    Format(
        "datapackage.zip",
        "Tables",
        "Data package",
        "application/zip",
        of_view(package_zip),
        note="All tables with their schema; a record of its own.",
        heavy=True,
    ),
    Format("events.geojson", "Maps", "Events as GeoJSON", _GEOJSON, of_view(events_geojson)),
    Format("places.geojson", "Maps", "Places as GeoJSON", _GEOJSON, of_view(places_geojson)),
    Format("routes.geojson", "Maps", "Routes as GeoJSON", _GEOJSON, of_view(routes_geojson)),
    Format(
        "events.kml",
        "Maps",
        "Events and routes as KML",
        "application/vnd.google-earth.kml+xml",
        of_view(kml),
        note="With the days they span, for Google Earth.",
    ),
    Format(
        "events.ics",
        "Calendar",
        "Events as a calendar",
        "text/calendar; charset=utf-8",
        of_view(events_ics),
        note="Can be subscribed to.",
    ),
    Format(
        "citation.txt",
        "References",
        "How to cite this view",
        "text/plain; charset=utf-8",
        _citation,
        inline=True,
        addressed=True,
    ),
    Format("sources.bib", "References", "Sources as BibTeX", _BIBTEX, of_view(sources_bib)),
    Format("sources.ris", "References", "Sources as RIS", "application/x-research-info-systems", of_view(sources_ris)),
    Format(
        "sources.csl.json",
        "References",
        "Sources as CSL-JSON",
        "application/vnd.citationstyles.csl+json",
        of_view(sources_csl),
    ),
    Format(
        "events.json",
        "JSON",
        "Events",
        "application/json",
        events_json,
        parameters=PAGING,
        inline=True,
        answers=EventPage,
    ),
    Format(
        "claims.json",
        "JSON",
        "Claims",
        "application/json",
        claims_json,
        parameters=PAGING,
        inline=True,
        answers=ClaimPage,
    ),
    Format(
        "questions.json",
        "JSON",
        "Questions with their standing",
        "application/json",
        questions_json,
        note="A standing rests on all claims known by the as-of day, whatever the filter.",
        parameters=PAGING,
        inline=True,
        answers=QuestionPage,
    ),
    *map(_record_table, TABLES),
)

FORMATS = {one.path: one for one in _ALL}
