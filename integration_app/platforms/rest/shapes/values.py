"""What the door's shapes are made of."""

import re
from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints


def storable(value: str) -> str:
    """Refuse what PostgreSQL cannot hold. :raises ValueError:"""
    if "\0" in value:
        raise ValueError("holds a NUL, which no database takes")
    return value


def _of_our_days(value: datetime) -> datetime:
    if not datetime(1990, 1, 1, tzinfo=UTC) < value < datetime(2200, 1, 1, tzinfo=UTC):
        raise ValueError("is no time of our days")
    return value


IS_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
Tidy = StringConstraints(strip_whitespace=True, min_length=1)
Id = Annotated[str, Field(pattern=f"^{IS_ID.pattern}$", description="The site's own id, as text.")]
Name = Annotated[str, Tidy, Field(max_length=120), AfterValidator(storable)]
Line = Annotated[str, Tidy, Field(max_length=255), AfterValidator(storable)]
Link = Annotated[str, Field(pattern=r"^https?://[^\s\x00]+$", max_length=2000)]
Long = Annotated[str, Field(max_length=20_000), AfterValidator(storable)]
Amount = Annotated[str, Field(pattern=r"^\d{1,12}(\.\d{1,4})?$", description="As text: 19.90 in quotes.")]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217: EUR.")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166 alpha-2: FR.")]
Email = Annotated[str, Field(pattern=r"^[^@\s\x00]+@[^@\s\x00]+$", max_length=255)]
Phone = Annotated[str, Field(pattern=r"^[^\x00]*\d[^\x00]*$", max_length=32)]
Locale = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})?$", description="de, pt-BR.")]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Moment = Annotated[
    AwareDatetime, AfterValidator(_of_our_days), Field(description="With its zone: 2026-11-21T08:26:00Z.")
]


class Shape(BaseModel):
    """Base of all: nothing unknown, nothing bent into shape."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
