"""What a command says when it cannot do what it was asked to."""


class Problem(Exception):
    """What happened, why, and what to do; printed without a trace."""
