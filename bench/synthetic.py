"""A made-up record of any size, for measuring; nothing in it is true.

Its proportions are those of the real record in November 2026: per event 5 actors, 2 or 3 sources and half a further
place; per claim 1 claimant, 1 or 2 answers, 2 sources; texts and ids of the same lengths; few distinct dates.
"""

import csv
import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from data.models import (
    TABLES,
    ActorKind,
    Answer,
    EventKind,
    Evidence,
    MeasureKind,
    Mode,
    Nature,
    Period,
    PlaceKind,
    Qualifier,
    Role,
    SourceKind,
    Stance,
    Status,
)
from data.package import DESCRIPTOR, Package

FIRST_DAY = date(2022, 1, 1)
DAYS = 4 * 365

STATES = {
    "rus": "partners",
    "prk": "partners",
    "usa": "allies",
    "kor": "allies",
    "jpn": "allies",
    "gbr": "allies",
    "ukr": "ukraine",
    "chn": "other",
    "mng": "other",
    "ind": "other",
}
_VOCABULARY = """
    about accused across after agreed air ammunition announced area army arrived arsenal artillery ballistic base before
    border bridge brigade called cargo ceremony claim coast command condemned container convoy cooperation council
    crossed defence delegation delivered denied deployed deputy drill eastern embassy exercise experts factory ferry
    fired first fleet foreign forces front general government guard harbour helicopter images independent inspected
    intelligence joint Kim's killed launch launched leader letter listed listening loaded long-range meeting military
    minister missile mission naval negotiations northern nuclear officers officials operation partnership patrol plant
    port president production P'yŏngyang radar railway range reactor region report resolution returned route sailed said
    sanctions satellite sea secretary security shells ship shipment signed site soldiers spokesman state station
    statement strait strategic submarine summit supplied supreme tanker technology territory test three train trained
    treaty troops two under vessel visited voyage warned weapons workers yard
"""
WORDS = _VOCABULARY.split()
NATIVE = ["평양직할시", "라선특별시", "Владивосток", "Комсомольск-на-Амуре", "東京都", "조선인민군", "Ростех"]

Cells = Sequence[object]


@dataclass(frozen=True)
class Synthetic:
    """A record of `events` and `claims`, the same for the same numbers; without `places`, as many as fit the events."""

    events: int
    claims: int
    places: int = 0
    seed: int = 1

    def write(self, folder: Path) -> Path:
        """Write the record to a folder, which is made if need be, and return the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        package = Package(name="synthetic", title="Synthetic", region="Nowhere", bounds=(120, 32, 142, 50))
        (folder / DESCRIPTOR).write_text(json.dumps(package.model_dump(mode="json")), encoding="utf-8")
        for name, rows in self._tables().items():
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(TABLES[name].model_fields)
                writer.writerows(rows(random.Random(f"{self.seed} {name}")))
        return folder

    def _tables(self) -> dict[str, Callable[[random.Random], Iterable[Cells]]]:
        return {
            "actors": self._actors,
            "places": self._places,
            "sources": self._sources,
            "events": self._events,
            "event_actors": self._event_actors,
            "event_places": self._event_places,
            "event_sources": lambda rng: self._cited(rng, self.event_ids),
            "questions": self._questions,
            "question_concerns": lambda rng: [
                (question, state) for question in self.question_ids for state in sorted(rng.sample(list(STATES), 2))
            ],
            "question_implications": lambda _: [(self.question_ids[i], self.question_ids[i + 1]) for i in range(10)],
            "claims": self._claims,
            "claim_answers": self._claim_answers,
            "claim_actors": lambda rng: [(claim, rng.choice(self.actor_ids)) for claim in self.claim_ids],
            "claim_events": self._claim_events,
            "claim_replies": self._claim_replies,
            "claim_sources": lambda rng: self._cited(rng, self.claim_ids, 2),
            "measures": lambda rng: [
                (measure, _sentence(rng, 7), "units", rng.choice(list(MeasureKind)), _sentence(rng, 10))
                for measure in self.measure_ids
            ],
            "quantities": self._quantities,
            "routes": self._routes,
            "route_stops": self._route_stops,
            "route_sources": lambda rng: self._cited(rng, self.route_ids, 2),
        }

    @cached_property
    def actor_ids(self) -> list[str]:
        return [*STATES, *(f"organisation-{i:05}" for i in range(max(100, self.events // 50)))]

    @cached_property
    def place_ids(self) -> list[str]:
        return [f"place-{i:05}" for i in range(self.places or max(100, self.events // 100))]

    @cached_property
    def event_ids(self) -> list[str]:
        return [f"{_day(i, self.events)}-delegation-visit-{i:06}" for i in range(self.events)]

    @cached_property
    def claim_ids(self) -> list[str]:
        return [f"c-{_day(i, self.claims)}-ministry-statement-{i:06}" for i in range(self.claims)]

    @cached_property
    def source_ids(self) -> list[str]:
        count = (self.events + self.claims) * 3 // 2
        return [f"agency-{_day(i, count)}-{i:06}" for i in range(count)]

    @cached_property
    def route_ids(self) -> list[str]:
        return [f"r-{_day(i, self.events)}-voyage-{i:06}" for i in range(0, self.events, 10)]

    question_ids = tuple(f"q-question-{i:02}" for i in range(60))
    measure_ids = tuple(f"measure-{i:02}" for i in range(40))

    def _actors(self, rng: random.Random) -> Iterator[Cells]:
        for state, side in STATES.items():
            yield state, f"State {state.upper()}", "state", "", side, "", "", rng.choice(NATIVE), ""
        kinds = [ActorKind.ORGANISATION, ActorKind.UNIT, ActorKind.COMPANY, ActorKind.PERSON, ActorKind.VESSEL]
        for actor in self.actor_ids[len(STATES) :]:
            state = rng.choice([*STATES, *STATES, ""])
            names = _sentence(rng, 3), ";".join(_sentence(rng, 2) for _ in range(2)), rng.choice(NATIVE)
            yield actor, names[0], rng.choice(kinds), state, "", "", *names[1:], _sentence(rng, 5)

    def _places(self, rng: random.Random) -> Iterator[Cells]:
        for place in self.place_ids:
            names = _sentence(rng, 3), _sentence(rng, 4), rng.choice(NATIVE)
            point = round(rng.uniform(32, 50), 3), round(rng.uniform(120, 142), 3)
            yield place, *names, "PRK", "", rng.choice(list(PlaceKind)), *point, "town", "", _sentence(rng, 10)

    def _sources(self, rng: random.Random) -> Iterator[Cells]:
        sentences = _sentences(rng, 10)
        for i, source in enumerate(self.source_ids):
            published = _day(i, len(self.source_ids)) + timedelta(days=rng.choice((0, 0, 1, 1, 2, 30)))
            url = f"https://www.example.org/{published:%Y/%m/%d}/{rng.choice(sentences)[:50].replace(' ', '-')}/{i}"
            kind = rng.choice(list(SourceKind))
            yield source, rng.choice(sentences), "Example Agency", url, published, "en", kind

    def _events(self, rng: random.Random) -> Iterator[Cells]:
        titles, sentences = _sentences(rng, 9), _sentences(rng, 15)
        kinds, statuses = list(EventKind), [*[Status.OCCURRED] * 27, *Status]
        for i, event in enumerate(self.event_ids):
            first = _day(i, self.events)
            span = f"{first}/{first + timedelta(days=rng.randint(1, 9))}" if rng.random() < 0.25 else first
            what = rng.choice(titles), rng.choice(kinds), rng.choice(statuses)
            summary = f"{rng.choice(sentences)} {rng.choice(sentences)}"
            yield event, *what, span, _skewed(rng, self.place_ids), summary, Period.CURRENT

    def _event_actors(self, rng: random.Random) -> Iterator[Cells]:
        states, roles = list(STATES), list(Role)
        for event in self.event_ids:
            actors = {"prk", rng.choice(states), rng.choice(states)} | {_skewed(rng, self.actor_ids) for _ in range(3)}
            for actor in sorted(actors):
                yield event, actor, rng.choice(roles)

    def _event_places(self, rng: random.Random) -> Iterator[Cells]:
        for event in self.event_ids:
            if rng.random() < 0.35:
                for position, place in enumerate(rng.sample(self.place_ids, rng.choice((1, 2))), start=1):
                    yield event, place, position

    def _cited(self, rng: random.Random, owners: Sequence[str], count: int = 0) -> Iterator[Cells]:
        """Sources of about the same day for each owner: `count` of them, or two or three."""
        sources = self.source_ids
        for i, owner in enumerate(owners):
            at = min(i * len(sources) // len(owners), len(sources) - 6)
            for offset in sorted(rng.sample(range(6), count or rng.choice((2, 3)))):
                yield owner, sources[at + offset]

    def _questions(self, rng: random.Random) -> Iterator[Cells]:
        for i, question in enumerate(self.question_ids):
            nature = Nature.JUDGEMENT if i % 6 == 0 else Nature.FACT
            yield question, _sentence(rng, 10), f"topic-{i % 12}", nature, _sentence(rng, 14)

    def _claims(self, rng: random.Random) -> Iterator[Cells]:
        sentences, quotes = _sentences(rng, 18), _sentences(rng, 5)
        for i, claim in enumerate(self.claim_ids):
            speaker = _skewed(rng, self.actor_ids) if rng.random() < 0.4 else ""
            stance = rng.choice(list(Stance))
            confirms = "own-conduct" if stance is Stance.CONFIRMS and rng.random() < 0.4 else ""
            evidence = rng.choice(list(Evidence)) if rng.random() < 0.2 else Evidence.OFFICIAL_STATEMENT
            quote = rng.choice(quotes) if rng.random() < 0.36 else ""
            what = speaker, stance, confirms, evidence, rng.choice(sentences), quote
            yield claim, _day(i, self.claims), *what

    def _claim_answers(self, rng: random.Random) -> Iterator[Cells]:
        answers = list(Answer)
        for claim in self.claim_ids:
            for question in rng.sample(self.question_ids, rng.choice((1, 1, 1, 1, 2))):
                yield claim, question, rng.choice(answers)

    def _claim_events(self, rng: random.Random) -> Iterator[Cells]:
        for i, claim in enumerate(self.claim_ids):
            if rng.random() < 0.85:
                at = i * self.events // self.claims
                yield claim, self.event_ids[max(0, at - rng.randint(0, 20))]

    def _claim_replies(self, rng: random.Random) -> Iterator[Cells]:
        for i, claim in enumerate(self.claim_ids):
            if i and rng.random() < 0.23:
                yield claim, self.claim_ids[max(0, i - rng.randint(1, 50))]

    def _quantities(self, rng: random.Random) -> Iterator[Cells]:
        for claim in self.claim_ids:
            if rng.random() < 0.38:
                low = rng.randint(1, 20_000)
                what = rng.choice(self.measure_ids), low, low + rng.choice((0, 1000)), rng.choice(list(Qualifier))
                yield claim, 1, *what, rng.choice(("true", "false")), _sentence(rng, 6)

    def _routes(self, rng: random.Random) -> Iterator[Cells]:
        for i, route in enumerate(self.route_ids):
            to_claim = rng.random() < 0.35
            parents = ("", rng.choice(self.claim_ids)) if to_claim else (self.event_ids[i * 10], "")
            yield route, _sentence(rng, 8), rng.choice(list(Mode)), _day(i * 10, self.events), *parents, ""

    def _route_stops(self, rng: random.Random) -> Iterator[Cells]:
        for route in self.route_ids:
            for position in range(1, rng.randint(3, 5)):
                yield route, position, rng.choice(self.place_ids)


def _day(i: int, count: int) -> date:
    """The day of the i-th of so many rows, spread evenly and in order."""
    return FIRST_DAY + timedelta(days=i * DAYS // count)


def _skewed(rng: random.Random, values: Sequence[str]) -> str:
    """One of the values, the first ones far more often: few actors and places have most of the events."""
    return values[int(len(values) * rng.random() ** 4)]


def _sentence(rng: random.Random, words: int) -> str:
    return " ".join(rng.choices(WORDS, k=words)).capitalize()


def _sentences(rng: random.Random, words: int) -> list[str]:
    return [f"{_sentence(rng, words)}." for _ in range(5000)]
