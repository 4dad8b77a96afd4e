"""The shop's people at work: each act changes rows and tells the app by webhooks."""

from demo.floor import money, parcels, returns
from demo.floor.acts import ACTS, act, possible

__all__ = ["ACTS", "act", "money", "parcels", "possible", "returns"]
