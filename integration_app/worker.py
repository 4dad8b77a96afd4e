"""A worker: takes the news of work from Redis and works on rows. ``python -m integration_app.worker chat webhooks``."""

import argparse
import sys

from integration_app import config as settings
from integration_app import root
from integration_app.kit import queue


def main(arguments: list[str] | None = None) -> int:
    """Work on the named queues (all, if none is named) until stopped."""
    parser = argparse.ArgumentParser(prog="worker", description="Work on queues.")
    parser.add_argument("queues", nargs="*", choices=[*queue.QUEUES, []], help="which queues, first come first")
    names = parser.parse_args(arguments).queues or list(queue.QUEUES)
    config = settings.from_environment()
    if config.is_embedded:
        print("Without REDIS_URL the web process works on everything itself; no worker is needed.", file=sys.stderr)  # noqa: T201
        return 2
    from rq import Queue, SimpleWorker

    root.connect(config)
    redis = root.serve_worker(config)
    SimpleWorker([Queue(name, connection=redis) for name in names], connection=redis).work(logging_level="WARNING")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
