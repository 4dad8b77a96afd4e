"""The line that puts the chat on a page."""

from integration_app.stores import Store
from integration_app.web import setup


def snippet_of(store: Store) -> str:
    """Return the line for a store's theme."""
    return f'<script async src="{setup.config().public_url}/widget.js" data-store="{store.public_id}"></script>'
