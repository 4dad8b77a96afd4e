"""Say a hand-over's summary in the language of the person who takes over."""

from integration_app.assistant.decisions import Summary
from integration_app.assistant.phrases import catalogue, say


def tell(summary: Summary, locale: str) -> str:
    """Say who it is, what they want, which order, what was tried and in what mood, a line each."""
    who = summary.who or say(locale, "summary.nobody")
    lines = [say(locale, "summary.who_proven" if summary.proven else "summary.who", who=who)]
    if summary.wants:
        lines.append(say(locale, "summary.wants", wants=_names(summary.wants, locale)))
    if summary.order:
        state = say(locale, f"state.{summary.order_state}") if summary.order_state else "?"
        lines.append(say(locale, "summary.order", number=summary.order, state=state))
    if summary.words:
        lines.append(say(locale, "summary.words", words=" / ".join(summary.words)))
    tried = _names(summary.tried, locale) if summary.tried else say(locale, "summary.nothing_tried")
    lines.append(say(locale, "summary.tried", tried=tried))
    if summary.mood != "calm":
        lines.append(say(locale, "summary.mood", mood=say(locale, f"summary.temper.{summary.mood}")))
    return "\n".join(lines)


def _names(kinds: tuple[str, ...], locale: str) -> str:
    known = catalogue("en")
    return ", ".join(say(locale, f"summary.intent.{k}") for k in kinds if f"summary.intent.{k}" in known)
