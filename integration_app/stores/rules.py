"""Who may do what."""

from collections.abc import Iterable

NONE = "none"

RANKS = {NONE: 0, "agent": 1, "manager": 2, "owner": 3}
"""none: waits to be let in. agent: inbox. manager: and settings. owner: and people, stores."""

PASSWORD_LENGTH = 10


def strongest(roles: Iterable[str]) -> str:
    """Return the role that opens most; "none" if there is none."""
    return max(roles, key=lambda role: RANKS[role], default=NONE)


def reaches(role: str, least: str) -> bool:
    """Say whether a role opens what at least another one opens."""
    return RANKS[role] >= RANKS[least]


def lacks(granted: Iterable[str], wanted: Iterable[str]) -> bool:
    """Say whether a shop has not given everything that is wanted; who may write may read."""
    given = set(granted)
    return any(scope not in given and scope.replace("read_", "write_", 1) not in given for scope in wanted)


def is_strong(password: str) -> bool:
    """Say whether a password is long enough."""
    return len(password) >= PASSWORD_LENGTH
