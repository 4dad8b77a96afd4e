"""What is personal, where it stands, and when it goes."""

from integration_app.privacy.operations import expire

__all__ = ["expire"]
