"""Signing in, and oneself."""

from typing import Literal

from pydantic import Field

from integration_app.web.console.shapes.parts import AgentBrief, Iso, Shape

Role = Literal["owner", "manager", "agent"]
PersonRole = Literal["owner", "manager", "agent", "none"]
"""none: came from a shop's admin and waits to be let in, or was shut out."""
ReaderLocale = Literal["en", "zh"]
Theme = Literal["system", "light", "dark"]


class DemoLogin(Shape):
    """The demo's login, told on the sign-in page; exists in the demo only."""

    email: str
    password: str


class SessionHints(Shape):
    """What the sign-in page may say."""

    signed_in: bool
    demo: DemoLogin | None
    mail: bool


class SignIn(Shape):
    """E-mail and password."""

    email: str = Field(max_length=255)
    password: str = Field(max_length=200)


class PasswordReset(Shape):
    """Whose password was forgotten."""

    email: str = Field(max_length=255)


class OneTimeLink(Shape):
    """What an open link is for."""

    kind: Literal["first_owner", "invitation", "password_reset"]
    email: str | None
    name: str | None
    workspace: str


class UseLink(Shape):
    """What its owner fills in."""

    email: str | None = Field(default=None, max_length=255)
    name: str | None = Field(default=None, max_length=120)
    password: str = Field(max_length=200)


class AgentSelf(AgentBrief):
    """The caller himself."""

    email: str | None
    role: Role
    locale: ReaderLocale
    theme: Theme
    available: bool


class WorkspaceBrief(Shape):
    """The workspace by name."""

    id: str
    name: str


class StoreBrief(Shape):
    """A store as the whole console needs it."""

    id: str
    name: str
    colour: str
    role: Role
    zone: str
    currency: str
    locales: list[str]


class Notice(Shape):
    """Something the workspace should know, in the reader's language."""

    code: str
    message: str
    link: str | None
    tone: Literal["wait", "breach"]


class Me(Shape):
    """Who is signed in, and where."""

    agent: AgentSelf
    workspace: WorkspaceBrief
    stores: list[StoreBrief]
    csrf: str
    notices: list[Notice]
    operator: bool
    """Runs this installation, and sees Settings › Installation."""


class NewPassword(Shape):
    """The password that is, and the one that shall be."""

    current: str = Field(max_length=200)
    new: str = Field(max_length=200)


class MePatch(Shape):
    """What is to change; what is left out stays."""

    name: str | None = Field(default=None, min_length=1, max_length=120)
    locale: ReaderLocale | None = None
    theme: Theme | None = None
    available: bool | None = None
    password: NewPassword | None = None


class Person(AgentBrief):
    """A colleague on the team's page."""

    email: str | None
    role: PersonRole
    available: bool
    seen_at: Iso | None
    you: bool


class Invite(Shape):
    """Who shall come, as what."""

    email: str = Field(max_length=255, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
    role: Role


class Invitation(Shape):
    """An open invitation. ``link`` only right after it was made, where no mail can carry it."""

    id: str
    email: str
    role: Role
    expires_at: Iso
    mailed: bool
    link: str | None


class Team(Shape):
    """Who works here, and who is invited."""

    people: list[Person]
    invitations: list[Invitation]


class RolePatch(Shape):
    """A person's new role."""

    role: PersonRole
