"""The clock process of production: ``python -m integration_app.clock``. More than one does no harm."""

import signal
import threading

from integration_app import config as settings
from integration_app import migrate, root
from integration_app.jobs import clock


def main() -> int:
    """Run the schedule until stopped."""
    config = settings.from_environment()
    root.connect(config)
    migrate.wait()
    root.serve_worker(config)
    stop = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    clock.run(stop)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
