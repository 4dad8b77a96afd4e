"""The one page that every mail looks like: calm, readable without pictures, in light and in dark.

Mail programs keep styles that stand in the tag itself, and few others; nothing is loaded from anywhere.
"""

from html import escape

_FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif"
_BODY = f"margin:0;padding:24px;{_FONT};font-size:16px;line-height:1.5"
_PARAGRAPH = "margin:0 0 16px"
_LARGE = "margin:0 0 16px;font-size:30px;line-height:1.2;font-weight:600;letter-spacing:4px"
_QUOTE = "margin:0 0 16px;padding:2px 16px;border:solid #8a94a0;border-width:0"
_BUTTON = (
    "display:inline-block;padding:10px 20px;border:1px solid #1f5c8b;border-radius:999px;"
    "background-color:#1f5c8b;color:#ffffff;text-decoration:none;font-weight:600"
)
_FOOTER = "margin:24px 0 0;font-size:13px;opacity:.72"
_HEAD = (
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">'
    "<style>:root{color-scheme:light dark}</style>"
)


def page(
    paragraphs: list[str],
    action: tuple[str, str] | None,
    closing: list[str],
    footer: str,
    *,
    language: str,
    rtl: bool,
) -> str:
    """Return a whole HTML page; every text in it is escaped."""
    side = "rtl" if rtl else "ltr"
    blocks = [_block(text, rtl=rtl) for text in paragraphs]
    if action:
        button = f'<a style="{_BUTTON}" href="{escape(action[1])}">{escape(action[0])}</a>'
        blocks.append(f'<p style="{_PARAGRAPH}">{button}</p>')
    blocks += [_block(text, rtl=rtl) for text in closing]
    if footer:
        blocks.append(f'<p style="{_FOOTER}">{escape(footer)}</p>')
    content = f'<div dir="{side}" style="max-width:560px;margin:0 auto">{"".join(blocks)}</div>'
    root = f'<html lang="{language}" dir="{side}">'
    return f'<!doctype html>{root}<head>{_HEAD}</head><body style="{_BODY}">{content}</body></html>'


def _block(text: str, *, rtl: bool) -> str:
    if text.startswith("# "):
        return f'<p dir="ltr" style="{_LARGE};text-align:{"right" if rtl else "left"}">{_lines(text[2:])}</p>'
    if text.startswith("> "):
        edge = "right" if rtl else "left"
        return f'<blockquote dir="auto" style="{_QUOTE};border-{edge}-width:3px">{_lines(text[2:])}</blockquote>'
    return f'<p style="{_PARAGRAPH}">{_lines(text)}</p>'


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
