"""Standing sites of the gazetteer for the map."""

from data.sites import SITE_KINDS, standing_sites


def test_sites_are_the_places_of_their_kinds_whether_anything_happened_there_or_not(record) -> None:
    found = standing_sites(record)["features"]
    places = record["places"]
    sites = places[places["kind"].isin(SITE_KINDS)]
    assert [feature["properties"]["name"] for feature in found] == list(sites["name"])
    assert "Rajin Port" in sites["name"].to_list() or any("Rajin" in name for name in sites["name"])
    assert not set(sites["id"]) <= set(record["events"]["place"])


def test_a_site_is_a_point_with_name_and_kind(small_record) -> None:
    [port] = [one for one in standing_sites(small_record)["features"] if one["properties"]["kind"] == "port"]
    assert port == {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [130.292, 42.236]},
        "properties": {"name": "Rajin port", "kind": "port"},
    }
