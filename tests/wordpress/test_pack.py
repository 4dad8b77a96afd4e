"""The zip that a merchant uploads: whole, in one folder, with Parley's version and every text in every language."""

import gettext
import io
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.support import php

ROOT = Path(__file__).parents[2]
PLUGIN = ROOT / "storefront_widget" / "wordpress"
LANGUAGES = ("ar", "de_DE", "es_ES", "fr_FR", "zh_CN")
_SAID = re.compile(r"(?:__|esc_html__)\( '((?:[^'\\]|\\.)*)', 'parley' \)")


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    file = tmp_path_factory.mktemp("plugin") / "parley.zip"
    subprocess.run([sys.executable, ROOT / "storefront_widget" / "pack_wordpress.py", file], check=True)
    return zipfile.ZipFile(file)


def texts() -> set[str]:
    """Return every text that the plugin says."""
    found = {text for file in PLUGIN.rglob("*.php") for text in _SAID.findall(file.read_text("utf-8"))}
    return found | {re.findall(r"\* Description:\s+(.*)", (PLUGIN / "parley.php").read_text("utf-8"))[0]}


def originals(file: Path) -> set[str]:
    return set(re.findall(r'^msgid "(.+)"$', file.read_text("utf-8"), re.M))


def test_everything_stands_in_one_folder_named_like_the_plugin(packed: zipfile.ZipFile) -> None:
    names = packed.namelist()
    assert {name.split("/")[0] for name in names} == {"parley"}
    assert {"parley/parley.php", "parley/readme.txt", "parley/uninstall.php", "parley/license.txt"} <= set(names)
    assert len(names) == len(set(names))
    assert not any(name.endswith(".dist") for name in names)


def test_one_version(packed: zipfile.ZipFile) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    main = packed.read("parley/parley.php").decode()
    assert re.findall(r"\* Version:\s+(\S+)", main) == [version]
    assert re.findall(r"'PARLEY_VERSION', '(.*)'", main) == [version]
    assert f"Stable tag: {version}\n" in packed.read("parley/readme.txt").decode()


def test_every_file_that_is_loaded_is_there(packed: zipfile.ZipFile) -> None:
    loaded = re.findall(r"__DIR__ \. '/(.*)'", packed.read("parley/parley.php").decode())
    classes = {name for name in packed.namelist() if name.startswith("parley/includes/")}
    assert {f"parley/{path}" for path in loaded} == classes


def test_nothing_can_be_called_alone() -> None:
    for file in PLUGIN.rglob("*.php"):
        assert re.search(r"defined\( '(ABSPATH|WP_UNINSTALL_PLUGIN)' \) \|\| exit;", file.read_text("utf-8")), file.name


def test_the_template_holds_every_text() -> None:
    assert originals(PLUGIN / "languages" / "parley.pot") == texts()


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_text_in_every_language(packed: zipfile.ZipFile, locale: str) -> None:
    read = gettext.GNUTranslations(io.BytesIO(packed.read(f"parley/languages/parley-{locale}.mo")))
    for text in texts():
        said = read.gettext(text)
        assert said != text or text in {"Parley: %s", "Messages", "Chats"}, text
        assert sorted(re.findall(r"%(?:\d\$)?s", said)) == sorted(re.findall(r"%(?:\d\$)?s", text)), text


def test_php_reads_the_texts(packed: zipfile.ZipFile, tmp_path: Path) -> None:
    program = php.find()
    assert program, "There is no PHP. Run: make php"
    packed.extractall(tmp_path)
    for file in tmp_path.rglob("*.l10n.php"):
        shown = f"echo (require '{file}')['messages']['Save'];"
        told = subprocess.run([program, "-r", shown], capture_output=True, text=True, check=True).stdout
        assert told, file.name
        assert told != "Save", file.name
