"""The page on which a shop's owner lets an app in: /wc-auth/v1/authorize."""

import html
import json
import secrets
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

import requests

from tests.support.woo_store.listing import Answer
from tests.support.woo_store.oauth import Key
from tests.support.woo_store.state import WooStore

_NEEDED = ("app_name", "user_id", "return_url", "callback_url", "scope")
_SCOPES = {"read", "write", "read_write"}


def answer(store: WooStore, step: str, params: Mapping[str, str]) -> Answer:
    """Answer one step: "authorize" shows the page, "access_granted" makes the key and hands it over."""
    wrong = _wrong(params)
    if wrong:
        return _page(401, f"Error: {wrong}")
    if step == "authorize":
        return _page(200, _question(store, params))
    if step == "access_granted":
        return _grant(store, params)
    return _page(404, "Not found")


def _wrong(params: Mapping[str, str]) -> str:
    for name in _NEEDED:
        if not params.get(name):
            return f"Missing parameter {name}"
    if params["scope"] not in _SCOPES:
        return f"Invalid scope {params['scope']}"
    if urlsplit(params["callback_url"]).scheme not in {"https", ""}:
        return "The callback_url needs to be over SSL."
    return ""


def _question(store: WooStore, params: Mapping[str, str]) -> str:
    granted = f"{store.url}/wc-auth/v1/access_granted/?{urlencode(params)}"
    denied = _back(params, "0")
    name = html.escape(params["app_name"])
    return (
        f"<h1>{name} would like to connect to your store</h1>"
        f'<a class="approve" href="{html.escape(granted)}">Approve</a>'
        f'<a class="deny" href="{html.escape(denied)}">Deny</a>'
    )


def _grant(store: WooStore, params: Mapping[str, str]) -> Answer:
    permissions = params["scope"]
    key = Key(f"ck_{secrets.token_hex(20)}", f"cs_{secrets.token_hex(20)}", permissions)
    store.keys[key.key] = key
    told = {
        "key_id": len(store.keys),
        "user_id": params["user_id"],
        "consumer_key": key.key,
        "consumer_secret": key.secret,
        "key_permissions": permissions,
    }
    if _hand_over(store, params["callback_url"], told) != 200:
        del store.keys[key.key]
        text = "Error: An error occurred in the request and at the time were unable to send the consumer data."
        return _page(401, text)
    return Answer(302, headers={"Location": _back(params, "1")}, text="")


def _hand_over(store: WooStore, url: str, told: dict[str, object]) -> int:
    url = url if "://" in url else f"https://{url}"
    for name, address in store.hosts.items():
        url = url.replace(name, address, 1) if url.startswith(name) else url
    headers = {"Content-Type": "application/json;charset=" + "utf-8", "User-Agent": "WordPress/6.9.7"}
    try:
        return requests.post(url, data=json.dumps(told), headers=headers, timeout=60, allow_redirects=False).status_code
    except requests.RequestException:
        return 0


def _back(params: Mapping[str, str], success: str) -> str:
    joint = "&" if "?" in params["return_url"] else "?"
    return f"{params['return_url']}{joint}{urlencode({'success': success, 'user_id': params['user_id']})}"


def _page(status: int, inside: str) -> Answer:
    headers = {"Content-Type": "text/html; charset=utf-8"}
    return Answer(status, headers=headers, text=f"<!doctype html><html><body>{inside}</body></html>")
