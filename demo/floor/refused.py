"""What the shop's people say no to."""


class Refused(Exception):
    """Raised when an act makes no sense for an order as it is now. `code` is for programs, the text for people."""

    code = "not_possible"
