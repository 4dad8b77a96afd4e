"""Tags."""

from pydantic import Field

from integration_app.conversations.tags import LONGEST
from integration_app.web.console.shapes.parts import Shape


class Tag(Shape):
    """A tag on a conversation."""

    id: str
    name: str


class StoreTag(Tag):
    """A tag, and on how many conversations it stands."""

    count: int


class TagName(Shape):
    """What a tag is called."""

    name: str = Field(max_length=LONGEST * 2)
