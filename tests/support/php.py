"""Find PHP for the WordPress plugin's tests, install it where that is simple, or say in one sentence what to type."""

import os
import shutil
import subprocess
import sys


def find() -> str | None:
    """Return the path of PHP's command line: the one named by PARLEY_PHP, or the usual one."""
    return os.environ.get("PARLEY_PHP") or shutil.which("php")


def install() -> str | None:
    """Install Debian's PHP, where we are root on a system with apt."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
    packages = ["php-cli", "php-mbstring"]
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], check=False, **quiet)
    return find()


def main() -> int:
    """Make sure there is PHP."""
    if find() or install():
        return 0
    print(  # noqa: T201 - make test calls this
        "The tests of the WordPress plugin need PHP 7.4 or newer: install it (apt install php-cli php-mbstring, "
        "brew install php), or set PARLEY_PHP to one."
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
