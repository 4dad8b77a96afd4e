"""What one running shop holds, and how it starts and stops."""

from dataclasses import dataclass

from flask import Flask, current_app

from demo.config import DemoConfig
from demo.database import Database
from demo.mail_sink import MailSink
from demo.outbox import Outbox


@dataclass(frozen=True)
class Shop:
    """The parts of one shop. Threads run only between `start` and `stop`."""

    config: DemoConfig
    database: Database
    outbox: Outbox
    sink: MailSink

    def start(self) -> None:
        """Begin to deliver webhooks and to take mail."""
        self.sink.start()
        self.outbox.start()

    def stop(self) -> None:
        """End both threads and close the file; undelivered rows wait for the next start."""
        self.outbox.stop()
        self.sink.stop()
        self.database.close()


def shop_of(app: Flask) -> Shop:
    """Return the shop that an app serves."""
    shop = app.extensions["demo"]
    assert isinstance(shop, Shop)
    return shop


def this_shop() -> Shop:
    """Return the shop of the request at hand."""
    return shop_of(current_app)
