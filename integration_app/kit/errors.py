"""The two kinds of foreseen failure: our refusal, and somebody else's fault."""


class Refusal(Exception):
    """We understood and say no. Subclasses stand beside what raises them and carry code and status."""

    code = "refused"
    status = 400

    def __init__(self, message: str = "", **details: object) -> None:
        super().__init__(message or (self.__doc__ or self.code).strip().splitlines()[0])
        self.details = details

    @property
    def message(self) -> str:
        """Say what, why and what to do, in plain words."""
        return str(self)


class NotFound(Refusal):
    """There is nothing here under that name."""

    code, status = "not_found", 404


class ProviderError(Exception):
    """An outside service failed.

    Permanent: it will fail again the same way; mark it, tell the merchant, do not retry.
    """

    def __init__(
        self,
        message: str,
        *,
        permanent: bool,
        status: int | None = None,
        body: str = "",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.status = status
        self.body = body[:2000]
        self.retry_after = retry_after
        """Seconds after which the service wants to be asked again, where it said so."""
