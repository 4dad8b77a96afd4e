"""The files that Shopify's CLI deploys, rendered from the manifest: the app's settings and its theme app extension.

The same manifest and the same address give the same bytes, so that a deployment can be compared with the last one.
"""

import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from integration_app.platforms.manifest import Manifest

NO_CLIENT_ID = "CLIENT_ID"
NO_ADDRESS = "https://parley.example"
"""Stand where the operator has said nothing yet; Shopify takes neither."""

_THEME = Path(__file__).resolve().parents[3] / "storefront_widget" / "theme"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip can hold: files carry no time of their own."""


Missing = Literal["client_id", "https"]


@dataclass(frozen=True)
class App:
    """How this installation is registered with Shopify."""

    client_id: str
    address: str
    """Of Parley, as browsers and Shopify reach it: https, no slash at the end."""

    @property
    def missing(self) -> list[Missing]:
        """Name what is still to be filled in before Shopify takes the files."""
        unsaid: list[Missing] = [] if self.client_id else ["client_id"]
        return unsaid if self.address.startswith("https://") else [*unsaid, "https"]


def files(app: App, manifest: Manifest) -> dict[str, bytes]:
    """Return every file by its path. What the operator has not said stands there as a placeholder."""
    address = app.address if app.address.startswith("https://") else NO_ADDRESS
    extension = f"extensions/{manifest.handle}"
    found = {
        "package.json": _json({"name": f"{manifest.handle}-shopify-app", "private": True}),
        "shopify.app.toml": app_toml(app.client_id or NO_CLIENT_ID, address, manifest).encode(),
        f"{extension}/shopify.extension.toml": f'name = "{manifest.block.name}"\ntype = "theme"\n'.encode(),
    }
    for path in sorted(_THEME.glob("*/*")):
        text = (
            path.read_text("utf-8")
            .replace("PARLEY_URL'", f"{address}'")
            .replace('PROXY_PATH"', f'{manifest.proxy.in_shop}"')
        )
        found[f"{extension}/{path.relative_to(_THEME).as_posix()}"] = text.encode()
    return dict(sorted(found.items()))


def write(folder: Path, found: Mapping[str, bytes]) -> None:
    """Write the files; what an earlier rendering left in the extension's folder goes."""
    for old in (path for path in sorted(folder.glob("extensions/*/*/*")) if path.is_file()):
        old.unlink()
    for name, content in found.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def zipped(found: Mapping[str, bytes]) -> bytes:
    """Return the files as one zip, the same bytes for the same files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def app_toml(client_id: str, address: str, manifest: Manifest) -> str:
    """Return shopify.app.toml. Addresses are whole ones: a relative one would hang on the application's path."""
    proxy = manifest.proxy
    return "\n".join(
        [
            f"client_id = {_text(client_id)}",
            f"name = {_text(manifest.name)}",
            f"handle = {_text(manifest.handle)}",
            f"application_url = {_text(address + manifest.app_path)}",
            "embedded = true",
            "",
            "[access_scopes]",
            f"scopes = {_text(','.join(manifest.required_scopes))}",
            f"optional_scopes = {_list(manifest.optional_scopes)}",
            "",
            "[auth]",
            f"redirect_urls = {_list([address + manifest.redirect_path])}",
            "",
            "[webhooks]",
            f"api_version = {_text(manifest.shopify_api_version)}",
            *_subscriptions(address + manifest.shopify_address, manifest),
            "",
            "[app_proxy]",
            f"url = {_text(address + proxy.path)}",
            f"prefix = {_text(proxy.prefix)}",
            f"subpath = {_text(proxy.subpath)}",
            "",
        ]
    )


def _subscriptions(uri: str, manifest: Manifest) -> Iterable[str]:
    """Yield one subscription for each set of fields, and the three that the law asks for."""
    by_fields: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for topic in sorted(manifest.shopify_topics - manifest.compliance_topics):
        by_fields[manifest.shopify_fields.get(topic, ())].append(topic)
    for fields, topics in sorted(by_fields.items()):
        yield from _subscription("topics", topics, uri, fields)
    yield from _subscription("compliance_topics", sorted(manifest.compliance_topics), uri)


def _subscription(kind: str, topics: Iterable[str], uri: str, fields: tuple[str, ...] = ()) -> Iterable[str]:
    yield from ("", "[[webhooks.subscriptions]]", f"{kind} = {_list(topics)}", f"uri = {_text(uri)}")
    if fields:
        yield f"include_fields = {_list(fields)}"


def _text(value: str) -> str:
    """Write a TOML string: JSON's escapes are TOML's too."""
    return json.dumps(value, ensure_ascii=False)


def _list(values: Iterable[str]) -> str:
    return "[" + ", ".join(_text(value) for value in values) + "]"


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=2) + "\n").encode()
