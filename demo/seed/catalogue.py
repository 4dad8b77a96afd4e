"""Twenty-four products in five categories."""

import json
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from demo.models import Product, Variant

FILE = Path(__file__).with_name("products.json")


def add_products(session: Session, now: datetime) -> list[Product]:
    """Put the products of products.json on the shelf."""
    opened = now - timedelta(days=400)
    products = []
    for entry in json.loads(FILE.read_text("utf-8")):
        product = Product(
            handle=entry["handle"],
            title=entry["title"],
            lede=entry["lede"],
            category=entry["category"],
            kind=entry["handle"],
            material=entry["material"],
            scene=entry["scene"],
            option_names=",".join(entry["option_names"]),
            created_at=opened,
            updated_at=opened,
            variants=list(_variants(entry)),
        )
        session.add(product)
        session.flush()
        products.append(product)
    return products


def _variants(entry: dict[str, Any]) -> list[Variant]:
    sizes = entry["sizes"] or [""]
    return [
        Variant(
            position=place * len(sizes) + step + 1,
            sku=_sku(entry["handle"], finish["colour"], size),
            colour=finish["colour"],
            finish=finish["label"],
            size=size,
            price=entry["price"] + step * entry["size_step"],
            stock=_stock(entry, finish["colour"], size),
        )
        for place, finish in enumerate(entry["finishes"])
        for step, size in enumerate(sizes)
    ]


def _sku(handle: str, colour: str, size: str) -> str:
    word = "".join(part[:3] for part in handle.split("-"))
    return "-".join(filter(None, ["LG", word, colour[:3], size.replace(" ", "")])).upper()


def _stock(entry: dict[str, Any], colour: str, size: str) -> int:
    """Return the stock that the file says, else one between 8 and 39 that stays the same in every run."""
    said = entry["stock"].get(f"{colour}/{size}", entry["stock"].get(colour))
    digest = sha256(f"{entry['handle']}{colour}{size}".encode()).digest()
    return 8 + digest[0] % 32 if said is None else int(said)
