"""Make one message of several answers."""

from dataclasses import replace

from integration_app.assistant.decisions import Ask, Card, Decision, Reply
from integration_app.assistant.talk import Part, Talk

MOST_CHOICES = 3


def merged(parts: list[Part]) -> Part:
    """Make one part of several: their texts one after another, each card once."""
    last = next((p for p in parts if p.awaiting), parts[-1])
    return replace(
        last,
        text="\n\n".join(dict.fromkeys(p.text for p in parts if p.text)),
        cards=tuple({_card_key(card): card for p in parts for card in p.cards}.values()),
        choices=tuple({str(c["label"]): c for p in parts for c in p.choices}.values())[:MOST_CHOICES],
        about_order=next((p.about_order for p in parts if p.about_order), None),
        asks=any(p.asks for p in parts),
    )


def _card_key(card: Card) -> str:
    return f"{card['type']} {card.get('number') or card.get('order') or card.get('title') or ''}"


def spoken(talk: Talk, parts: list[Part]) -> Decision:
    """Say several answers in one message."""
    one = merged(parts)
    kinds = tuple(p.kind for p in parts)
    shape: type[Reply] | type[Ask] = Ask if one.asks else Reply
    return shape(one.text, talk.locale, one.cards, one.choices, one.about_order, one.awaiting, kinds)
