"""The charts of the slides: figures over time by the side that gives them, native and so editable."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.oxml.ns import qn
from pptx.util import Pt

from data.describe import counted
from data.models import Side
from exports.briefing import Figure, Series
from exports.office import rgb_colour
from exports.scale import LOG_FROM
from style import LIGHT, SIDES, hue

# Points.
NOTE = 11
# Days are numbers in a chart, as in a spreadsheet: those since then.
_EPOCH = date(1899, 12, 30)
_MARKERS = {
    Side.PARTNERS: XL_MARKER_STYLE.CIRCLE,
    Side.ALLIES: XL_MARKER_STYLE.SQUARE,
    Side.UKRAINE: XL_MARKER_STYLE.TRIANGLE,
    Side.OTHER: XL_MARKER_STYLE.DIAMOND,
    None: XL_MARKER_STYLE.X,
}


def _sides(series: Series) -> list[Side | None]:
    """Those who give the figures, the most points first: LibreOffice loses points of a first series that is shorter."""
    points: Counter[Side | None] = Counter()
    for figure in series.figures:
        points[figure.side] += len(figure.ends)
    return [side for side, _ in points.most_common()]


def _side_name(side: Side | None) -> str:
    return SIDES[side] if side else "Independent bodies"


def chart_data(series: Series) -> XyChartData:
    """Points by side; a figure with two ends gives two."""
    data = XyChartData(number_format="#,##0")
    for side in _sides(series):
        points = data.add_series(_side_name(side))
        for figure in series.figures:
            if figure.side == side:
                for end in figure.ends:
                    points.add_data_point((figure.day - _EPOCH).days, end)
    return data


def draw_chart(chart: Chart, series: Series) -> None:
    """Give a chart of `chart_data` its colours, markers, legend and scales."""
    chart.has_title = False
    chart.font.size, chart.font.color.rgb = Pt(NOTE), rgb_colour(LIGHT.label)
    chart.has_legend = True
    legend = chart.legend
    assert legend is not None  # noqa: S101 - it was asked for just now
    legend.position, legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    for side, points in zip(_sides(series), chart.plots[0].series, strict=True):
        points.format.line.fill.background()
        points.marker.style, points.marker.size = _MARKERS[side], 9
        points.marker.format.fill.solid()
        points.marker.format.fill.fore_color.rgb = rgb_colour(hue(side))
        points.marker.format.line.color.rgb = rgb_colour(hue(side))
    days, numbers = chart.category_axis, chart.value_axis
    numbers.tick_labels.number_format, numbers.tick_labels.number_format_is_linked = "#,##0.##", False
    days.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    days.has_major_gridlines = False
    numbers.major_gridlines.format.line.color.rgb = rgb_colour(LIGHT.grid)
    ordinals = [(figure.day - _EPOCH).days for figure in series.figures]
    room = max(4, (max(ordinals) - min(ordinals)) // 12)
    days.minimum_scale, days.maximum_scale = min(ordinals) - room, max(ordinals) + room
    # Few enough that no label runs into the next.
    step = days.major_unit = max(2, (max(ordinals) - min(ordinals) + 2 * room) // 5)
    days.tick_labels.number_format = "mmm yyyy" if step > 31 else "d mmm yyyy"
    days.tick_labels.number_format_is_linked = False
    _scale(numbers, series.figures)


def _scale(axis: Any, figures: Sequence[Figure]) -> None:
    """Scale an axis from 0, or logarithmically where its numbers span a wide range."""
    ends = [end for figure in figures for end in figure.ends]
    if min(ends) > 0 and max(ends) / min(ends) > LOG_FROM:
        scaling = axis._element.find(qn("c:scaling"))
        scaling.insert(0, scaling.makeelement(qn("c:logBase"), {"val": "10"}))
    elif min(ends) >= 0:
        axis.minimum_scale = 0


def chart_in_words(series: Series) -> str:
    """What the chart shows, for those who cannot see it."""
    ends = [end for figure in series.figures for end in figure.ends]
    sides = ", ".join(_side_name(side) for side in _sides(series))
    return (
        f"Chart of {counted(len(series.figures), 'figure')} for {series.label} ({series.detail}) by day and side: "
        f"{min(ends):,g} to {max(ends):,g}. Sides: {sides}."
    )
