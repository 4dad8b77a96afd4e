"""How gunicorn serves Parley: greenlets in production, threads in one process without Redis.

WEB_KIND chooses: "gevent" (sockets and pages; default with REDIS_URL), "gthread" (default without). Where
webhooks must never wait behind chat, start the same app twice behind a proxy: one with WEB_KIND=gthread and
WEB_THREADS=4 for everything, one with WEB_KIND=gevent for /socket.io.
"""

import os

_redis = bool(os.environ.get("REDIS_URL"))
worker_class = os.environ.get("WEB_KIND", "gevent" if _redis else "gthread")

if worker_class == "gevent":
    # First of all imports: what is loaded before keeps its blocking sockets and locks.
    from gevent import monkey

    monkey.patch_all()

bind = f"{os.environ.get('WEB_HOST', '0.0.0.0')}:{os.environ.get('PORT', '8000')}"  # noqa: S104 - a server listens
workers = int(os.environ.get("WEB_CONCURRENCY", "2" if _redis else "1")) if _redis else 1
"""Without Redis there is one process: it holds the jobs and the room lists in its own memory."""

threads = int(os.environ.get("WEB_THREADS", "160"))
"""gthread only. Each open socket holds a thread for its whole life; too few starve every page."""

worker_connections = 4000
"""Sockets a worker may hold; gunicorn's own limit is 1,000, and the one after that hangs without a word."""

backlog = 2048
control_socket_disable = True
keepalive = 5
timeout = 60
graceful_timeout = 10
accesslog = None
"""The application writes a line for each request itself, with the request's name in it."""

forwarded_allow_ips = "*"
"""Whom to believe about X-Forwarded-* is TRUSTED_PROXIES' business."""
