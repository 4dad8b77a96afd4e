"""Calls to the demo shop's API: JSON in and out, with its bearer token."""

from collections.abc import Iterator, Mapping
from typing import Any

from integration_app.kit import http
from integration_app.kit.errors import ProviderError
from integration_app.platforms import fields

_NOT_FOUND, _REFUSED = 404, 422


class Api:
    """One demo shop, by its base URL and its API token."""

    def __init__(self, address: str, token: str) -> None:
        self.address = address.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}

    def get(self, path: str, params: dict[str, Any] | None = None) -> Mapping[str, Any]:
        """Return what stands at a path."""
        return _read(http.request("GET", f"{self.address}/api{path}", params=params, headers=self._headers).text)

    def find(self, path: str) -> Mapping[str, Any] | None:
        """Return what stands at a path; None where there is nothing."""
        try:
            return self.get(path)
        except ProviderError as error:
            if error.status == _NOT_FOUND:
                return None
            raise

    def post(self, path: str, body: dict[str, Any]) -> Mapping[str, Any]:
        """Have something done. :raises ProviderError: permanent and in the shop's words where it refuses."""
        try:
            return _read(http.request("POST", f"{self.address}/api{path}", json=body, headers=self._headers).text)
        except ProviderError as error:
            if error.status == _REFUSED:
                raise ProviderError(_words(error), permanent=True, status=error.status, body=error.body) from error
            raise

    def pages(self, path: str, **params: Any) -> Iterator[Mapping[str, Any]]:
        """Yield a list's items, page by page; a parameter that is None is left out."""
        given, page = {name: value for name, value in params.items() if value is not None}, 1
        while page:
            answer = self.get(path, given | {"page": page})
            yield from answer["items"]
            page = answer["next_page"]


def _words(error: ProviderError) -> str:
    try:
        return fields.text(fields.part(fields.parse(error.body), "error"), "message", limit=500) or str(error)
    except fields.Unreadable:
        return str(error)


def _read(body: str) -> Mapping[str, Any]:
    try:
        return fields.parse(body)
    except fields.Unreadable as error:
        raise ProviderError("The demo shop gave no JSON.", permanent=True) from error
