"""Composition: every process starts here, whatever it is to do."""

from functools import partial
from typing import Any

import webhooks
from integration_app import channels, platforms, reactions, tables, tracking
from integration_app.config import Config
from integration_app.conversations import incoming
from integration_app.kit import address, crypto, db, ephemeral, events, inbox, log, public_address, queue, storage
from integration_app.kit.queue import Bell, Dispatcher, RedisBell, Relay
from integration_app.platforms import demo, rest, shopify, woocommerce
from integration_app.platforms.manifest import manifest
from integration_app.platforms.shopify import address as shopify_address
from integration_app.stores import installation, leaving
from integration_app.tracking import aftership, seventeen_track

JOB = "integration_app.jobs.run.work_through"


def connect(config: Config) -> None:
    """Set up logs, keys and the database; enough for commands."""
    log.configure(json=not config.demo, level=config.log_level)
    crypto.use_master_keys(*config.master_keys)
    db.use(db.Database(config.database_url, pool_size=config.pool_size))
    address.use(config.public_url)
    public_address.use(config.private_addresses)
    storage.use(config.data_dir / "files")
    installation.use(config.shopify_client_id, config.shopify_client_secrets)
    shopify_address.use(config.shopify_admin_url)
    channels.use(
        smtp_url=config.smtp_url,
        mail_from=config.mail_from,
        reply_to=config.mail_reply_to,
        imap_url=config.imap_url,
    )
    register()


def register() -> None:
    """Fill the registries of the kit: reactions, webhook handlers, platforms."""
    assert tables.metadata.tables
    events.use(reactions.TABLE)
    platforms.offer("demo", demo.connect)
    platforms.offer("shopify", partial(shopify.connect, version=manifest().shopify_api_version))
    platforms.offer("woocommerce", woocommerce.connect)
    platforms.offer("rest", rest.connect)
    tracking.offer(seventeen_track.NAME, seventeen_track.connect)
    tracking.offer(aftership.NAME, aftership.connect)
    leaving.on_leaving("woocommerce", woocommerce.farewell)
    inbox.register(incoming.SOURCE, incoming.handle)
    webhooks.register_handlers()


def serve_jobs(config: Config) -> Dispatcher | None:
    """Set what carries the news of work: threads of this process, or Redis. Return the threads, if any."""
    if config.is_embedded:
        from integration_app.jobs.run import work

        dispatcher = Dispatcher(work)
        dispatcher.start()
        queue.use(dispatcher)
        return dispatcher
    redis = redis_client(config)
    queue.use(Relay(_redis_bell(redis)))
    ephemeral.use(ephemeral.InRedis(redis))
    return None


def serve_worker(config: Config) -> Any:
    """Set up a process that works and pushes but serves nobody; return its Redis client."""
    from integration_app.sockets import server

    redis = redis_client(config)
    queue.use(Relay(_redis_bell(redis)))
    ephemeral.use(ephemeral.InRedis(redis))
    server.push_only(config)
    return redis


def redis_client(config: Config) -> Any:
    """Return a client with a pool that fits our threads: redis-py 8 stops at 100 connections by default."""
    import redis

    return redis.Redis.from_url(config.redis_url, max_connections=500)


def _redis_bell(redis: Any) -> Bell:
    return RedisBell(redis, JOB)
