"""``python -m benchmarks`` measures everything; ``python -m benchmarks webhooks chat`` some of it."""

import argparse
import importlib

ALL = ("webhooks", "burst", "chat", "answers", "sockets", "backfill", "reconcile", "first_answer", "sizes")


def main() -> None:
    """Run the named measurements one after another."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*ALL, []], help="which (all, if none is named)")
    for name in parser.parse_args().names or ALL:
        print(f"\n## {name}\n", flush=True)
        importlib.import_module(f"benchmarks.{name}").main()


if __name__ == "__main__":
    main()
