"""The shop's people at work: each act changes rows and tells the app by webhooks."""

from demo.floor import money, office, parcels, returns
from demo.floor.acts import ACTS, act, possible
from demo.floor.refused import Refused

__all__ = ["ACTS", "Refused", "act", "money", "office", "parcels", "possible", "returns"]
