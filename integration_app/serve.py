"""One web process: the application, and beside it, where there is no Redis, the workers and the clock as threads."""

import atexit
import threading
from typing import Any

from integration_app import config as settings
from integration_app import first_start, migrate, root, sockets
from integration_app.app import create_app
from integration_app.config import Config
from integration_app.jobs import clock
from integration_app.kit import queue

Wsgi = Any


def application(config: Config) -> Wsgi:
    """Return what a WSGI server calls, with its threads started.

    In the embedded way the database is brought up to date first; in production the release step does it.
    """
    root.connect(config)
    if config.is_embedded:
        migrate.upgrade(config)
    else:
        migrate.wait()
    dispatcher = root.serve_jobs(config)
    first_start.warn(config)
    app = create_app(config, mode=_mode())
    sockets.watch.start()
    if dispatcher is not None:
        _start_clock(dispatcher)
    return _beside_demo(app.wsgi_app, config) if config.demo else app


def _mode() -> str:
    """Return how sockets are served: as greenlets under gunicorn's gevent worker, else as threads."""
    try:
        from gevent import monkey
    except ImportError:
        return "threading"
    return "gevent" if monkey.is_module_patched("threading") else "threading"


def _start_clock(dispatcher: queue.Dispatcher) -> None:
    stop = threading.Event()
    threading.Thread(target=clock.run, args=(stop,), name="clock", daemon=True).start()

    def end() -> None:
        stop.set()
        dispatcher.stop()

    atexit.register(end)


def _beside_demo(parley: Wsgi, config: Config) -> Wsgi:
    """Serve the demo shop on its own host, so that a browser sees two sites."""
    from integration_app.demo_store import demo_shop

    shop = demo_shop(config)
    host = settings.host_of(config.demo_url)

    def choose(environ: dict[str, Any], start_response: Any) -> Any:
        return (shop if environ.get("HTTP_HOST") == host else parley)(environ, start_response)

    return choose
