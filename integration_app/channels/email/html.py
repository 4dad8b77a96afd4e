"""From HTML mail to the text that a person reads in it, without what was quoted."""

import re
from html.parser import HTMLParser

_SKIPPED = {"style", "script", "head", "title", "template"}
_BREAKS = {"p", "div", "tr", "li", "h1", "h2", "h3", "h4", "ul", "ol", "table", "section", "article", "hr"}
_VOID = {"br", "hr", "img", "meta", "link", "input", "col", "area", "base", "wbr", "source"}
_QUOTES = re.compile(
    r"gmail_quote|yahoo_quoted|moz-cite-prefix|divRplyFwdMsg|appendonsend|protonmail_quote|zmail_extra|"
    r"OutlookMessageHeader|tutanota_quote|ms-outlook-mobile-reference-message"
)
_FROM_HERE_ON = re.compile(r"divRplyFwdMsg|appendonsend|ms-outlook-mobile-reference-message|OutlookMessageHeader")


def html_to_text(html: str) -> str:
    """Return the words of an HTML mail, a line for each block; quoted mails are left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.found).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    """Collects text; what lies in a skipped or quoting element is passed over, however badly it is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._passing: list[str] = []
        self._over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._passing:
            if tag not in _VOID:
                self._passing.append(tag)
            return
        marks = " ".join(value or "" for name, value in attrs if name in {"class", "id"})
        if _FROM_HERE_ON.search(marks):
            self._over = True
        elif tag in _SKIPPED or _is_quote(tag, attrs, marks):
            self._passing.append(tag)
        elif tag == "br" or tag in _BREAKS:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._passing:
            while self._passing.pop() != tag:
                pass
        elif not self._passing and tag in _BREAKS:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._passing and not self._over:
            self.found.append(re.sub(r"\s+", " ", data))


def _is_quote(tag: str, attrs: list[tuple[str, str | None]], marks: str) -> bool:
    return (tag == "blockquote" and ("type", "cite") in attrs) or _QUOTES.search(marks) is not None
