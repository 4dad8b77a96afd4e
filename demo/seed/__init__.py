"""The shop's past: what it sells, who bought, and forty orders in every state."""

from demo.seed.fill import fill

__all__ = ["fill"]
