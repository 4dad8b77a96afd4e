"""A worker: takes the news of work from Redis and works on rows.

``python -m integration_app.worker chat webhooks`` works on these queues, first come first. Without names it starts
a process for each lane, so that no shopper's answer waits behind a slow mail server or a flood of webhooks.
"""

import argparse
import sys

from integration_app import config as settings
from integration_app import lanes, migrate, root
from integration_app.config import BadSetting, Config
from integration_app.kit import queue

LANES = ((queue.CHAT,), (queue.WEBHOOKS,), (queue.MAIL, queue.STORE), (queue.SYNC,))


def main(arguments: list[str] | None = None) -> int:
    """Work until stopped."""
    parser = argparse.ArgumentParser(prog="python -m integration_app.worker", description=__doc__)
    parser.add_argument("queues", nargs="*", choices=[*queue.QUEUES, []], help="which queues (all, if none is named)")
    names = parser.parse_args(arguments).queues
    try:
        config = settings.from_environment()
    except BadSetting as problem:
        print(problem, file=sys.stderr)  # noqa: T201
        return 2
    if config.is_embedded:
        print("Without REDIS_URL the web process works on everything itself; no worker is needed.", file=sys.stderr)  # noqa: T201
        return 2
    if not names:
        return lanes.run([[sys.executable, "-m", "integration_app.worker", *lane] for lane in LANES])
    _work(config, names)
    return 0


def _work(config: Config, names: list[str]) -> None:
    from rq import Queue, SimpleWorker

    root.connect(config)
    migrate.wait()
    redis = root.serve_worker(config)
    SimpleWorker([Queue(name, connection=redis) for name in names], connection=redis).work(logging_level="WARNING")


if __name__ == "__main__":
    raise SystemExit(main())
