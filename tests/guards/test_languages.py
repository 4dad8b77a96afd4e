"""Every table of texts serves the languages that Parley speaks: all of them, and no other. The recipe names each."""

import re
from pathlib import Path

import pytest

from integration_app.kit.languages import SPOKEN

ROOT = Path(__file__).parents[2]
RECIPE = ROOT / "docs" / "languages.md"

FOLDERS = {
    "integration_app/assistant/phrases": "*.toml",
    "integration_app/assistant/examples": "*.txt",
    "integration_app/assistant/starter_articles": "*.json",
    "integration_app/mail_texts": "*.toml",
    "integration_app/triggers/texts": "*.json",
    "integration_app/stores/texts": "*.json",
    "storefront_widget/src/i18n": "*.ts",
    "demo/texts": "*.json",
    "tests/assistant/held_out": "??.tsv",
}
"""A file for each language."""

LISTS = {"storefront_widget/src/chat/words.ts": r"import\(\"\.\./i18n/(\w+)\.ts\"\)"}
"""Files that name every language, and how."""


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_of_texts_has_a_file_for_each_language(folder: str) -> None:
    written = {path.stem for path in (ROOT / folder).glob(FOLDERS[folder])}
    assert written == set(SPOKEN), folder


@pytest.mark.parametrize("file", LISTS)
def test_a_file_that_lists_languages_lists_each(file: str) -> None:
    named = re.findall(LISTS[file], (ROOT / file).read_text("utf-8"))
    assert set(named) == set(SPOKEN), file


def test_no_folder_of_texts_is_forgotten_here() -> None:
    named = {f"{SPOKEN[-1]}.{ending}" for ending in ("toml", "txt", "json", "ts", "tsv")}
    places = ("integration_app", "storefront_widget/src", "demo", "webhooks")
    found = {path.parent for place in places for name in named for path in (ROOT / place).rglob(name)}
    kept = {folder.relative_to(ROOT).as_posix() for folder in found if "node_modules" not in folder.parts}
    assert kept <= set(FOLDERS)


def test_the_recipe_names_every_place() -> None:
    recipe = RECIPE.read_text("utf-8")
    missing = [place for place in (*FOLDERS, *LISTS, "integration_app/kit/languages.py") if place not in recipe]
    assert not missing
