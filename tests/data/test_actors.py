"""What an actor did and whom it met."""

from data.actors import doings, meetings
from data.filters import Filters


def test_a_state_did_what_those_who_act_for_it_did(small_record) -> None:
    whole = Filters(background=True).apply(small_record)
    assert set(doings(whole, "usa")["events"]["id"]) == set(doings(whole, "white-house")["events"]["id"]) == {"e-arms"}
    assert set(doings(whole, "usa")["claims"]["id"]) == {"c-accusation"}


def test_kim_met_putin_most_of_all_who_are_not_his(record) -> None:
    whole = Filters(background=True).apply(record)
    found = meetings(whole, "kim-jong-un")
    names = [one.name for one in found]
    assert "North Korea" not in names
    assert "Vladimir Putin" in names[:3]
    assert [one.times for one in found] == sorted((one.times for one in found), reverse=True)
    putin = next(one for one in found if one.name == "Vladimir Putin")
    events = whole["events"].set_index("id")
    links = whole["event_actors"]
    both = set(links.loc[links["actor"] == "kim-jong-un", "event"]) & set(
        links.loc[links["actor"] == putin.actor, "event"]
    )
    assert putin.times <= len(both)
    assert putin.last in {"3 September 2025", *events.loc[list(both), "date"]}


def test_who_met_nobody_has_no_meetings(small_record) -> None:
    assert meetings(Filters().apply(small_record), "imagery-lab") == []
