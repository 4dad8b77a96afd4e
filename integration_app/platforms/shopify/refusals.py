"""What Shopify answers instead of data, as one kind of failure with a sentence that a merchant can act on."""

from collections.abc import Iterable

from integration_app.kit.errors import ProviderError
from integration_app.platforms import fields
from integration_app.platforms.fields import Payload

THROTTLED, ACCESS_DENIED, TOO_DEAR = "THROTTLED", "ACCESS_DENIED", "MAX_COST_EXCEEDED"
_PASSING = frozenset({"INTERNAL_SERVER_ERROR", "TIMEOUT", "IDEMPOTENCY_CONCURRENT_REQUEST"})
_NOT_APPROVED = "is not approved to"


class AccessDenied(ProviderError):
    """The store or Shopify itself has not given the right to this data."""


class Refused(ProviderError):
    """Shopify understood and says no; ``codes`` are its own names for why."""

    def __init__(self, message: str, codes: Iterable[str]) -> None:
        super().__init__(message, permanent=True, status=200)
        self.codes = frozenset(codes)


def codes(errors: list[Payload]) -> frozenset[str]:
    """Return the codes of an answer's top-level errors."""
    found = (fields.text(fields.part(error, "extensions"), "code") for error in errors)
    return frozenset(code for code in found if code)


def of_errors(operation: str, errors: list[Payload]) -> ProviderError:
    """Turn an answer's top-level errors into one failure."""
    told, named = _words(errors), codes(errors)
    if ACCESS_DENIED in named or _NOT_APPROVED in told:
        return AccessDenied(f"Shopify does not let Parley do this ({operation}): {told}", permanent=True, status=200)
    return ProviderError(f"Shopify ({operation}): {told}", permanent=not named & _PASSING, status=200)


def check(operation: str, answered: Payload, name: str = "userErrors") -> None:
    """Raise what a mutation says in ``userErrors``. :raises Refused:"""
    errors = fields.parts(answered, name)
    if errors:
        found = (fields.text(error, "code") for error in errors)
        raise Refused(f"Shopify ({operation}): {_words(errors)}", [code for code in found if code])


def _words(errors: list[Payload]) -> str:
    told = [fields.text(error, "message", limit=500) for error in errors]
    return " ".join(dict.fromkeys(one for one in told if one)) or "an error without a word"
