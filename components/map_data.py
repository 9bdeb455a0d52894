"""What a view shows of the map's file: which of its events and routes, and what is selected."""

from functools import lru_cache
from typing import Any

from components.selection import Selection
from data.view import View


@lru_cache(maxsize=64)
def map_data(view: View, chosen: Selection | None = None) -> dict[str, Any]:
    """The positions of the events and routes in view within those of the record, and the selection.

    `version` is that of the record, `view` names what is shown, and `marked` are the ids of the places that the
    selection is about.
    """
    return {
        "version": view.version,
        "view": view.key,
        "events": view.positions("events").tolist(),
        "routes": view.positions("routes").tolist(),
        "selection": str(chosen) if chosen else None,
        "marked": sorted(_marked(view, chosen)),
    }


def _marked(view: View, chosen: Selection | None) -> set[str]:
    if chosen is None:
        return set()
    if chosen.kind == "place":
        return {chosen.id}
    about = view["claim_events"]
    ids = [chosen.id] if chosen.kind == "event" else about.loc[about["claim"] == chosen.id, "event"]
    return set(view["events"].loc[view["events"]["id"].isin(ids), "place"])
