"""Connecting the WordPress plugin of a WooCommerce store."""

from integration_app.stores import Store, plugin
from integration_app.stores.webhook_state import last_from
from integration_app.web import setup
from integration_app.web.access import get, may, outside, post
from integration_app.web.caller import Caller
from integration_app.web.console.shapes.parts import Nothing
from integration_app.web.console.shapes.plugin import PluginHello, PluginLine, PluginState


@get("/stores/<store>/plugin")
@may("manager")
def read_plugin(caller: Caller, store: str) -> PluginState:
    """Tell how the store's plugin is connected."""
    return _state(caller.store(store))


@post("/stores/<store>/plugin")
@may("manager")
def make_line(caller: Caller, store: str, body: PluginLine) -> PluginState:
    """Make the line that connects the plugin."""
    found = caller.store(store)
    plugin.make_secret(found, anew=body.anew)
    return _state(found)


@post("/stores/<store>/plugin/hello")
@may("manager")
@outside
def connect_plugin(caller: Caller, store: str, body: PluginHello) -> Nothing:
    """Connect the plugin without pasting, while its code lasts."""
    plugin.hand_over(lambda: caller.store(store), code=body.code)
    return Nothing()


def _state(store: Store) -> PluginState:
    return PluginState(
        line=plugin.line(store, parley=setup.config().public_url), last_report_at=last_from(store.id, plugin.SOURCE)
    )
