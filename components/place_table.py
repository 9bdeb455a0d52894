"""The places of a view as a table: what the map shows, for those who read rather than look."""

from functools import lru_cache

import pandas as pd
import streamlit as st

from data.view import View
from style import KINDS, SIDES

COLUMNS = {
    "place": st.column_config.TextColumn("Place", width="medium"),
    "events": st.column_config.NumberColumn("Events", width="small"),
    "first": st.column_config.TextColumn("First", width="small"),
    "last": st.column_config.TextColumn("Last", width="small"),
    "kinds": st.column_config.TextColumn("Kinds", width="medium"),
    "sides": st.column_config.TextColumn("Sides", width="medium"),
    "lat": st.column_config.NumberColumn("Latitude", format="%.3f", width="small"),
    "lon": st.column_config.NumberColumn("Longitude", format="%.3f", width="small"),
    "precision": st.column_config.TextColumn("Precision", width="small"),
}


@lru_cache(maxsize=64)
def place_table(view: View) -> pd.DataFrame:
    """One row per place with events in view, most events first: numbers, dates, kinds, sides, position (degrees)."""
    events = view["events"]
    labels = {kind: mark.label for kind, mark in KINDS.items()}
    by_place = events.assign(kind=events["kind"].map(labels), side=events["side"].map(SIDES)).groupby("place")
    table = pd.DataFrame(
        {
            "events": by_place.size(),
            "first": by_place["first"].min().dt.strftime("%Y-%m-%d"),
            "last": by_place["last"].max().dt.strftime("%Y-%m-%d"),
            "kinds": by_place["kind"].agg(lambda kinds: ", ".join(sorted(set(kinds)))),
            "sides": by_place["side"].agg(lambda sides: ", ".join(sorted(set(sides.dropna())))),
        }
    )
    places = view["places"].set_index("id")[["name", "lat", "lon", "precision"]].rename(columns={"name": "place"})
    joined = table.join(places).reset_index(drop=True)
    return joined.sort_values(["events", "place"], ascending=[False, True])[list(COLUMNS)].reset_index(drop=True)


def show_place_table(view: View) -> None:
    """Draw the table behind a switch."""
    table = place_table(view)
    with st.expander(f"The same as a table: {len(table)} places", icon=":material/table:"):
        st.dataframe(
            table,
            key="places",
            hide_index=True,
            column_config=COLUMNS,
            alt=f"Table of {len(table)} places: events, dates, kinds, sides and position.",
        )
