"""What gunicorn serves in a measurement: Parley, or the bare peer that does the same with nothing around it.

``BENCH_APP`` says which: "parley", "bare", or "single" (chat with one insert only).
"""

import os

from flask import Flask


def make() -> Flask:
    """Build the application that the environment asks for."""
    kind = os.environ["BENCH_APP"]
    if kind == "parley":
        return _parley()
    from benchmarks import bare

    return bare.make(os.environ["DATABASE_URL"], os.environ.get("REDIS_URL", ""), single=kind == "single")


def _parley() -> Flask:
    """Parley without workers beside: jobs are written and rung for, and not worked on in this process."""
    from integration_app import config as settings
    from integration_app import root
    from integration_app.app import create_app
    from integration_app.kit import queue
    from integration_app.serve import _mode

    config = settings.from_environment()
    root.connect(config)
    if config.is_embedded:
        queue.use(None)
    else:
        root.serve_jobs(config)
    return create_app(config, mode=_mode())


application = make()
