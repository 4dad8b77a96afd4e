"""Run the shop alone: `python -m demo --port 8000 --data data/demo`."""

import argparse
import logging
from pathlib import Path

from werkzeug.serving import make_server

from demo import DemoConfig, create_app, shop_of


def main() -> None:
    """Serve the shop until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m demo", description="Serve the demo shop.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--smtp-port", type=int, default=1025, help="0 for no mail")
    parser.add_argument("--data", type=Path, default=Path("data/demo"))
    parser.add_argument("--parley", default="http://localhost:8000", help="where Parley answers")
    parser.add_argument("--store", default="", help="Parley's public id of this store")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    config = DemoConfig(
        data_dir=given.data,
        base_url=f"http://127.0.0.1:{given.port}",
        parley_url=given.parley,
        store_id=given.store,
        smtp_port=given.smtp_port,
    )
    app = create_app(config)
    server = make_server("127.0.0.1", given.port, app, threaded=True)
    shop_of(app).start()
    print(f"Lumen Goods stands at {config.base_url}, its panel at {config.base_url}/panel")  # noqa: T201 a command prints
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
        shop_of(app).stop()


main()
