"""What an answer needs at hand: the message, the facts, and how to say things to this reader."""

from dataclasses import dataclass
from datetime import date, datetime

from integration_app.assistant import dates, phrases
from integration_app.assistant.decisions import Card, Choice
from integration_app.assistant.facts import Awaiting, Facts, Money
from integration_app.assistant.understand import Understanding
from integration_app.kit.languages import base


@dataclass(frozen=True)
class Part:
    """One part of an answer; a message that wants two things gets two parts.

    `sure` False keeps it back while a person has the conversation. `asks` means that it is a question
    back. `needs_person` means that a person must go on.
    """

    text: str
    kind: str
    cards: tuple[Card, ...] = ()
    choices: tuple[Choice, ...] = ()
    about_order: str | None = None
    awaiting: Awaiting | None = None
    sure: bool = True
    asks: bool = False
    needs_person: bool = False


@dataclass(frozen=True)
class Talk:
    """A message, the facts, and the reader's way of saying things."""

    heard: Understanding
    facts: Facts

    @property
    def locale(self) -> str:
        """Name the locale to answer in: the reader's own where the language is the same."""
        reader = self.facts.reader.locale
        return reader if base(reader) == self.heard.language else self.heard.language

    def say(self, key: str, **values: object) -> str:
        """Fill a text."""
        return phrases.say(self.locale, key, **values)

    def has(self, key: str) -> bool:
        """Tell whether the catalogue has a text."""
        return key in phrases.catalogue("en")

    def moment(self, at: datetime) -> str:
        """Say a moment: "yesterday at 18:40"."""
        return dates.moment(at, self.facts.now, self.locale, self.facts.reader.zone)

    def your_time(self, at: datetime) -> str:
        """Say a moment with "your time"."""
        return dates.your_time(at, self.facts.now, self.locale, self.facts.reader.zone)

    def until(self, at: datetime) -> str:
        """Say the end of something: "18:00 your time"."""
        return dates.until(at, self.facts.now, self.locale, self.facts.reader.zone)

    def on_day(self, day: date) -> str:
        """Say a day: "yesterday", "on 20 November"."""
        return dates.on_day(day, self.today, self.locale)

    def on_day_of(self, at: datetime) -> str:
        """Say the day of a moment in the reader's zone."""
        return self.on_day(dates.local_day(at, self.facts.reader.zone))

    def days(self, first: date, last: date) -> str:
        """Say one day or several."""
        return dates.days(first, last, self.locale)

    def range_ends(self, first: date, last: date) -> tuple[str, str]:
        """Say the two ends of a span of days."""
        return dates.full_date(first, self.locale), dates.full_date(last, self.locale)

    def money(self, amount: Money) -> str:
        """Say an amount."""
        return dates.money(amount, self.locale)

    def joined(self, parts: list[str]) -> str:
        """Say a list."""
        return dates.joined(parts, self.locale)

    def either(self, parts: list[str]) -> str:
        """Say a choice of things."""
        return dates.either(parts, self.locale)

    def choice(self, name: str, **values: object) -> Choice:
        """Make a quick reply that says its own label."""
        label = self.say(f"choice.{name}", **values)
        return {"label": label, "say": label}

    def person(self) -> Choice:
        """Make the quick reply that asks for a person."""
        return {"label": self.say("choice.person"), "act": {"type": "person"}}

    @property
    def today(self) -> date:
        """Name the reader's calendar day."""
        return dates.local_day(self.facts.now, self.facts.reader.zone)

    def sentences(self, *texts: str | None) -> str:
        """Join whole sentences with the spacing of the language."""
        gap = "" if self.heard.language in ("zh", "ja") else " "
        return gap.join(text for text in texts if text)
