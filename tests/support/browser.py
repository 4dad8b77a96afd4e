"""Find Chromium, install it where that is simple, or say in one sentence what to type."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find() -> str | None:
    """Return the path of a browser: the one named by PARLEY_BROWSER, or one of the usual names."""
    named = os.environ.get("PARLEY_BROWSER")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> str | None:
    """Install Debian's Chromium, where we are root on a system with apt."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], check=False, **quiet)
    return find()


def main() -> int:
    """Make sure there is a browser."""
    if find() or install():
        return 0
    print(  # noqa: T201 - make test calls this
        "The tests need Chromium: install it (apt install chromium, brew install chromium), "
        "or set PARLEY_BROWSER to one."
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
