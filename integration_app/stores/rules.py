"""Who may do what."""

from collections.abc import Iterable

RANKS = {"agent": 1, "manager": 2, "owner": 3}
"""agent: inbox. manager: and settings. owner: and people, stores."""

PASSWORD_LENGTH = 10


def strongest(roles: Iterable[str]) -> str:
    """Return the role that opens most; "agent" if there is none."""
    return max(roles, key=lambda role: RANKS[role], default="agent")


def reaches(role: str, least: str) -> bool:
    """Say whether a role opens what at least another one opens."""
    return RANKS[role] >= RANKS[least]


def is_strong(password: str) -> bool:
    """Say whether a password is long enough."""
    return len(password) >= PASSWORD_LENGTH
