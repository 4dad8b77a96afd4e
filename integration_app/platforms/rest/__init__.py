"""Any other site: it tells us what changed through a signed door, and is never asked."""

from integration_app.platforms.rest.adapter import TellsOnly, ToldSite, connect

__all__ = ["TellsOnly", "ToldSite", "connect"]
