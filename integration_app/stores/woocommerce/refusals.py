"""Why a store was not connected."""

from integration_app.kit.errors import NotFound, ProviderError, Refusal
from integration_app.kit.public_address import NotPublic


class NotConnected(Refusal):
    """The store was not connected."""

    code, status = "not_connected", 422

    def __init__(self, error: ProviderError) -> None:
        super().__init__(str(error))
        self.code = code_of(error)


class UnknownState(NotFound):
    """Nobody here waits for these keys."""


def code_of(error: ProviderError) -> str:
    """Name a failure, for the catalogue and for the row that keeps it."""
    if isinstance(error, NotPublic):
        return "private_address"
    return str(getattr(error, "code", "store_silent"))
