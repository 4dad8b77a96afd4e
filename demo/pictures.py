"""The shop's pictures: our own drawings, coloured as the variant is, alone or standing in a room."""

from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort

DRAWINGS = Path(__file__).with_name("drawings")

# Light, main and dark of each finish.
PALETTE = {
    "brass": ("#C99B5C", "#B98A4A", "#8B6632"),
    "teal": ("#3A7F7A", "#2C6A66", "#1D4F4C"),
    "rust": ("#BD6A42", "#A8552F", "#7E3D20"),
    "cream": ("#FBF5E8", "#EFE5D2", "#CDBE9F"),
    "sand": ("#D9C49C", "#C9B083", "#A0875A"),
    "sage": ("#8FA093", "#7A8C7E", "#5C6D60"),
    "ink": ("#465362", "#323D4A", "#222A33"),
    "oak": ("#D3AC74", "#C0955A", "#94703F"),
    "clay": ("#C58B6D", "#B07355", "#85533A"),
}
OPENING = 'viewBox="0 0 200 200">'
TILE = '<rect width="200" height="200" fill="#F1EADD"/>'
YEAR = 31_536_000

blueprint = Blueprint("pictures", __name__, url_prefix="/pictures")


@blueprint.get("/<handle>/<colour>.svg")
def alone(handle: str, colour: str) -> Response:
    """Give a thing by itself on the tile colour."""
    return _answer(_coloured(handle, colour).replace(OPENING, OPENING + TILE, 1))


@blueprint.get("/<handle>/<colour>-<any(table, floor, wall):scene>.svg")
def in_a_room(handle: str, colour: str, scene: str) -> Response:
    """Give a thing standing in a room: its own room where one was drawn, else one for its kind."""
    if (DRAWINGS / f"room-{handle}.svg").is_file():
        return _answer(_coloured(f"room-{handle}", colour))
    inner = _coloured(handle, colour).partition(">")[2].removesuffix("</svg>\n")
    return _answer(_drawing(f"scene-{scene}").replace("OBJECT", inner))


@blueprint.get("/parcel.svg")
def parcel() -> Response:
    """Give the box that everything comes in."""
    return _answer(_drawing("parcel"))


def _coloured(handle: str, colour: str) -> str:
    if colour not in PALETTE:
        abort(404)
    drawing = _drawing(handle)
    for name, value in zip(("LIGHT", "MAIN", "DARK"), PALETTE[colour], strict=True):
        drawing = drawing.replace(name, value)
    return drawing


@cache
def _drawing(name: str) -> str:
    path = DRAWINGS / f"{name}.svg"
    if path.parent != DRAWINGS or not path.is_file():
        abort(404)
    return path.read_text("utf-8")


def _answer(drawing: str) -> Response:
    answer = Response(drawing, mimetype="image/svg+xml")
    answer.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
