"""Pack the WordPress plugin: build/parley.zip, with Parley's version written in and the translations compiled.

Needs nothing but Python: ``python storefront_widget/pack_wordpress.py [FILE]``.
"""

import re
import struct
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "storefront_widget" / "wordpress"
TARGET = ROOT / "build" / "parley.zip"
SLUG = "parley"
LEFT_OUT = {"phpcs.xml.dist"}
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The same files make the same zip: the earliest moment that one can hold."""

ALSO = {
    "de_DE": ("de_DE_formal", "de_AT", "de_CH"),
    "es_ES": ("es_MX", "es_AR", "es_CO", "es_CL", "es_PE"),
    "fr_FR": ("fr_BE", "fr_CA"),
}
"""WordPress falls back to English, not to the neighbour: these sites read the same texts."""

_VERSIONS = {
    "parley.php": (r"(\* Version:\s+)\S+", r"(define\( 'PARLEY_VERSION', ')[^']+"),
    "readme.txt": (r"(Stable tag: )\S+",),
}
_ENTRY = re.compile(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"(?:\n|$))+)', re.M)
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}

Texts = dict[str, str]


def version() -> str:
    """Return Parley's version, which is the plugin's."""
    found: str = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    return found


def read_po(text: str) -> Texts:
    """Return what is translated, by the original; the file's own header stands under the empty text."""
    return {_unquoted(original): _unquoted(said) for original, said in _ENTRY.findall(text) if _unquoted(said)}


def to_mo(texts: Texts) -> bytes:
    """Return texts in gettext's binary form: two sorted tables of lengths and places, then the texts."""
    pairs = sorted((original.encode(), said.encode()) for original, said in texts.items())
    first = 28 + 16 * len(pairs)
    tables: list[list[int]] = [[], []]
    held = b""
    for side in (0, 1):
        for pair in pairs:
            tables[side] += [len(pair[side]), first + len(held)]
            held += pair[side] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, first)
    return head + struct.pack(f"<{4 * len(pairs)}I", *tables[0], *tables[1]) + held


def to_php(texts: Texts) -> str:
    """Return texts as WordPress reads them fastest, from 6.5 on: a PHP file that returns an array."""
    head = dict(line.split(": ", 1) for line in texts[""].splitlines() if ": " in line)
    shown = {"domain": SLUG, "plural-forms": head["Plural-Forms"], "language": head["Language"]}
    lines = [f"{_php(name)}=>{_php(value)}" for name, value in shown.items()]
    messages = ",".join(f"{_php(original)}=>{_php(said)}" for original, said in sorted(texts.items()) if original)
    return f"<?php\nreturn [{','.join(lines)},'messages'=>[{messages}]];\n"


def files() -> Iterator[tuple[str, bytes]]:
    """Yield every file of the plugin by its path in the zip."""
    for path in sorted(SOURCE.rglob("*")):
        name = path.relative_to(SOURCE).as_posix()
        if path.is_file() and name not in LEFT_OUT:
            yield name, _with_version(name, path.read_bytes())
    for path in sorted(SOURCE.glob("languages/*.po")):
        texts, locale = read_po(path.read_text("utf-8")), path.stem.removeprefix(f"{SLUG}-")
        for name in (locale, *ALSO.get(locale, ())):
            yield f"languages/{SLUG}-{name}.mo", to_mo(texts)
            yield f"languages/{SLUG}-{name}.l10n.php", to_php(texts).encode()


def pack(target: Path) -> None:
    """Write the zip."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files():
            info = zipfile.ZipInfo(f"{SLUG}/{name}", EPOCH)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, content)


def _with_version(name: str, content: bytes) -> bytes:
    text = content.decode()
    for pattern in _VERSIONS.get(name, ()):
        text, found = re.subn(pattern, rf"\g<1>{version()}", text)
        if found != 1:
            raise SystemExit(f"{name} has no place for the version: {pattern}")
    return text.encode()


def _unquoted(lines: str) -> str:
    joined = "".join(line[1:-1] for line in lines.splitlines())
    return re.sub(r"\\(.)", lambda found: _ESCAPES[found[1]], joined)


def _php(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


if __name__ == "__main__":
    at = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    pack(at)
    print(f"{at} {version()}, {at.stat().st_size:,} bytes")  # noqa: T201 - make wordpress-plugin calls this
