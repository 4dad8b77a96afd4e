"""Holds what the server sends against the shapes that the browsers were promised."""

from typing import Any

from pydantic import ConfigDict, TypeAdapter

from integration_app.sockets.protocol import settings, talk

EXACTLY = ConfigDict(extra="forbid", strict=True)
_thread: TypeAdapter[list[talk.Thread]] = TypeAdapter(list[talk.Thread], config=EXACTLY)
_message: TypeAdapter[list[talk.Message]] = TypeAdapter(list[talk.Message], config=EXACTLY)
_state: TypeAdapter[list[talk.State]] = TypeAdapter(list[talk.State], config=EXACTLY)
_settings: TypeAdapter[list[settings.Settings]] = TypeAdapter(list[settings.Settings], config=EXACTLY)


def check_thread(sent: Any) -> None:
    """Check what a shopper reads. :raises pydantic.ValidationError: naming each field that is not as promised."""
    _thread.validate_python([sent])


def check_message(sent: Any) -> None:
    """Check a pushed message."""
    _message.validate_python([sent])


def check_state(sent: Any) -> None:
    """Check how a conversation is said to stand."""
    _state.validate_python([sent])


def check_settings(sent: Any) -> None:
    """Check a widget's public settings."""
    _settings.validate_python([sent])
