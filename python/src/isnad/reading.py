# SPDX-License-Identifier: Apache-2.0
"""The reading of one document as typed objects, with the names of docs/reading.md. Offsets are ``(start, end)`` pairs of
code points, as Python counts them: ``reading.text[start:end]``."""
from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True)
class Party:
    """Somebody who acts, is acted on, or on whose word something is told. ``name`` is his entity's full name, else the
    words that stand for him; ``span`` is None when he is only implied."""

    name: str
    span: tuple[int, int] | None = None
    entity: str | None = None
    of: str | None = None
    country: str | None = None
    side: str | None = None
    sector: str | None = None


@dataclass(frozen=True)
class Entity:
    """Who or what is named: PER, ORG, GPE or LOC, with all its mentions."""

    id: str
    type: str
    name: str
    en: str | None
    country: str | None
    side: str | None
    kb: str | None
    mentions: list[tuple[int, int]]


@dataclass(frozen=True)
class Time:
    """An expression of time. ``value`` is EDTF, "?" where it cannot be resolved."""

    start: int
    end: int
    value: str
    type: str
    candidates: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Quote:
    """Who is said to have said what. ``via``: those who pass it on, near to far."""

    source: Party | None
    via: list[Party]
    cue: tuple[int, int]
    cue_class: str
    content: list[tuple[int, int]]
    kind: str
    named: bool


@dataclass(frozen=True)
class Claim:
    """One act as the text tells it: an event of docs/reading.md. ``sources`` is the chain on whose word it is told,
    nearest first, empty when the outlet says it itself. ``parse_confidence`` is the program's sureness of its reading,
    no probability that the act happened."""

    id: str
    trigger: tuple[int, int]
    type: str
    mode: str | None
    status: str
    qualifier: str | None
    basis: str
    actors: list[Party]
    recipients: list[Party]
    concerning: list[Party]
    sources: list[Party]
    effective_sources: list[Party]
    place: str | None
    date: str | None
    denies: str | None
    same: int | None
    parse_confidence: float
    rule: str
    sentence: str


@dataclass(frozen=True)
class Quantity:
    """What was counted; ``low`` and ``high`` bound it, None where it is open."""

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str
    who: Party | None
    event: str | None
    sources: list[Party]
    cumulative: bool


@dataclass(frozen=True)
class Designation:
    """What the text calls an actor, with its stance (+, 0, -) and whose voice it is."""

    start: int
    end: int
    entity: str | None
    stance: str
    kind: str
    voice: str


@dataclass(frozen=True)
class Issue:
    """Something that was wrong with the input, or that the reading could not settle."""

    code: str
    message: str
    start: int
    end: int


class Reading:
    """What one document tells. Made by ``Reader.read``, or of the dict of a line that ``isnad read --format jsonl`` wrote.

    >>> from isnad import Reader
    >>> reading = Reader().read("قال الناطق إن القوات انسحبت من المدينة.")
    >>> claim = reading.claims[0]
    >>> reading.text[slice(*claim.trigger)], claim.type, claim.sources[0].name
    ('انسحبت', 'RETREAT', 'الناطق')
    """

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self.id: str = data["id"]
        self.text: str = data["text"]
        self.outlet: str | None = data["outlet"]
        self.url: str | None = data["url"]
        self.language: str | None = data["language"]
        self.published: str | None = data["published"]["value"]
        self.title: str | None = None if data["title"] is None else self.text[slice(*data["title"])]
        self.entities = [Entity(**{**e, "mentions": [tuple(m) for m in e["mentions"]]}) for e in data["entities"]]
        self._names = {e.id: e.name for e in self.entities}
        self._starts = [start for start, _ in data["sentences"]]
        self.times = [Time(**t) for t in data["times"]]
        self.quotes = [self._quote(q) for q in data["quotes"]]
        self.claims = [self._claim(e) for e in data["events"]]
        self.quantities = [Quantity(**{**q, "who": self._party(q["who"]), "sources": self._parties(q["sources"])})
                           for q in data["quantities"]]
        self.designations = [Designation(**d) for d in data["designations"]]
        self.issues = [Issue(**i) for i in data["issues"]]

    def _party(self, p: dict[str, Any] | None) -> Party | None:
        if p is None:
            return None
        span = None if p["span"] is None else tuple(p["span"])
        name = self._names.get(p["entity"]) or (self.text[slice(*span)] if span else p["country"] or "")
        return Party(name, span, p["entity"], p["of"], p["country"], p["side"], p["sector"])

    def _parties(self, many: list[dict[str, Any]]) -> list[Party]:
        return [self._party(p) for p in many]  # type: ignore[misc]

    def _quote(self, q: dict[str, Any]) -> Quote:
        return Quote(self._party(q["source"]), self._parties(q["via"]), tuple(q["cue"]), q["cue_class"],
                     [tuple(c) for c in q["content"]], q["kind"], q["named"])

    def _sentence(self, at: int) -> str:
        i = bisect_right(self._starts, at) - 1
        start, end = self._data["sentences"][i] if i >= 0 else (0, 0)
        return self.text[start:end] if start <= at < end else ""

    def _claim(self, e: dict[str, Any]) -> Claim:
        lists = {name: self._parties(e[name])
                 for name in ("actors", "recipients", "concerning", "sources", "effective_sources")}
        return Claim(id=e["id"], trigger=tuple(e["trigger"]), type=e["type"], mode=e["mode"], status=e["status"],
                     qualifier=e["qualifier"], basis=e["basis"], place=self._names.get(e["place"]), date=e["date"],
                     denies=e["denies"], same=e["same"], parse_confidence=e["parse_confidence"], rule=e["rule"],
                     sentence=self._sentence(e["trigger"][0]), **lists)

    def to_dict(self) -> dict[str, Any]:
        """The reading as docs/reading.md has it; what ``isnad read --format jsonl`` writes."""
        return self._data

    def to_pandas(self) -> pandas.DataFrame:
        """A row a claim; parties and sources as lists of names. Needs pandas."""
        import pandas
        rows = []
        for c in self.claims:
            row: dict[str, Any] = {"document": self.id, "claim": c.id, "type": c.type, "mode": c.mode, "status": c.status,
                   "qualifier": c.qualifier, "basis": c.basis, "place": c.place, "date": c.date,
                   "sentence": c.sentence, "start": c.trigger[0], "end": c.trigger[1], "rule": c.rule,
                   "parse_confidence": c.parse_confidence}
            for name in ("actors", "recipients", "concerning", "sources", "effective_sources"):
                row[name] = [p.name for p in getattr(c, name)]
            rows.append(row)
        return pandas.DataFrame(rows)

    def __repr__(self) -> str:
        return "<isnad.Reading %s: %d claims, %d quotations>" % (self.id, len(self.claims), len(self.quotes))

    def _repr_html_(self) -> str:
        from isnad import _notebook
        return _notebook.html_of(self)
