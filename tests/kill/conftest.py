"""One stack for all of these tests; each kills a part of it and sees it come back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.stack import Stack, running


@pytest.fixture(scope="package")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    yield from running(Path(tmp_path_factory.mktemp("stack")))
