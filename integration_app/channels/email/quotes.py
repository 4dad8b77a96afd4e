"""What is new in a mail: above the quote, without the signature.

Mail programs announce a quote in their user's language. The lines below were collected from Gmail, Apple
Mail, Outlook, Thunderbird, Yahoo, QQ and 163 mail. Nothing is cut that stands above such a line. An answer
written below the quote, or between its lines, is found too; a mail passed on without a word is kept whole.
"""

import re

_DATE = r"(?=.*\d)"
_INTRODUCTIONS = [
    rf"On\s{_DATE}.+wrote\s*:",
    rf"(Am|Den)\s{_DATE}.+schrieb\b.*:?",
    rf"(El|Con fecha)\s{_DATE}.+escribi[óo]\s*:?",
    rf"Le\s{_DATE}.+a\s[ée]crit\s*:?",
    rf"Il\s(giorno\s)?{_DATE}.+ha scritto\s*:?",
    rf"(Em|A)\s{_DATE}.+escreveu\s*:?",
    rf"Op\s{_DATE}.+(schreef|het volgende geschreven).*:?",
    rf"(Dnia|W dniu)\s{_DATE}.+(napisał|pisze).*:?",
    rf"{_DATE}.+(写道|寫道|のメール|のメッセージ|작성)\s*[:：]?",
    rf"(在|于|於)\s?{_DATE}.+(写道|寫道|写|wrote)\s*[:：]?",
    rf"(في|بتاريخ)\s{_DATE}.+(كتب|كتبت).*[:：]?",
    rf"{_DATE}.+\s(пишет|написал\(а\)|написал|написала)\s*:?",
    rf"{_DATE}.+(kirjoitti|skrev|yazdı|tarihinde şunu yazdı).*:?",
]
_INTRODUCTION = re.compile("|".join(f"(?:{line})" for line in _INTRODUCTIONS) + r"\s*$", re.IGNORECASE | re.DOTALL)
_SEPARATOR = re.compile(
    r"^\s*(-{2,}|_{2,}|={2,})\s*"
    r"(original message|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht|mensaje original|"
    r"message d'origine|messaggio originale|mensagem original|oorspronkelijk bericht|原始邮件|原始郵件|轉寄郵件|"
    r"转发邮件|original|الرسالة الأصلية|исходное сообщение|元のメッセージ)\s*(-{2,}|_{2,}|={2,})?",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"^\s*-{2,}\s*(forwarded|weitergeleitete|转发|轉寄|mensaje reenviado|message transféré)", re.IGNORECASE
)
_RULE = re.compile(r"^\s*_{10,}\s*$")
_FROM = re.compile(
    r"^\W{0,3}(from|von|de|da|van|od|发件人|寄件者|寄件人|差出人|от|من|보낸 사람)\W{0,3}\s*[:：]\s*\S", re.IGNORECASE
)
_HEADER = re.compile(
    r"^\W{0,3}(sent|date|to|subject|cc|gesendet|datum|an|betreff|enviado(?: el)?|fecha|para|asunto|envoyé|à|objet|"
    r"inviato|data|oggetto|a|verzonden|aan|onderwerp|发送时间|日期|时间|收件人|主题|主旨|日時|宛先|件名|дата|кому|тема|"
    r"التاريخ|إلى|الموضوع)\W{0,3}\s*[:：]",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^--\s?$")
_PHONE = re.compile(
    r"^(sent from my \w+|get outlook for \w+|von meinem \w+ gesendet|gesendet (von|mit) .{2,40}|"
    r"enviado desde (mi|un) .{2,40}|envoyé de mon \w+|inviato da .{2,40}|"
    r"发自我的.{1,20}|從我的.{1,12}傳送|أُرسلت من .{2,40}|iPhoneから送信)\.?$",
    re.IGNORECASE,
)
_MARKS = "\u200e\u200f\u2068\u2069 "
_PLAIN = str.maketrans({"\r": None, "\u202f": " ", "\u00a0": " "})
_LONGEST_INTRODUCTION = 4
"""Lines: long addresses make mail programs break it."""


def without_quotes(text: str) -> str:
    """Return what was written anew; empty if nothing was."""
    lines = [line.rstrip() for line in text.translate(_PLAIN).split("\n")]
    start = next((index for index, line in enumerate(lines) if line), 0)
    if _FORWARDED.match(lines[start]):
        return "\n".join(lines).strip()
    start += _introduction(lines, start)
    fresh = [line for line in lines[start : _end(lines, start)] if not line.lstrip(_MARKS).startswith(">")]
    return _without_trailer(fresh)


def _end(lines: list[str], start: int) -> int:
    """Return the first line that belongs to the quoted mail, or the number of lines."""
    for index in range(start, len(lines)):
        line = lines[index]
        if _SEPARATOR.match(line) or _SIGNATURE.match(line) or _is_header_block(lines, index):
            return index
        if _introduction(lines, index):
            return index
    return len(lines)


def _introduction(lines: list[str], index: int) -> int:
    """Return over how many lines "On … wrote:" stands here; 0 if it does not."""
    if not lines[index].strip():
        return 0
    for length in range(1, _LONGEST_INTRODUCTION + 1):
        part = lines[index : index + length]
        if length > 1 and not part[-1].strip():
            return 0
        joined = " ".join(line.strip(_MARKS) for line in part)
        if len(joined) < 400 and _INTRODUCTION.fullmatch(joined):
            is_one = _ends_like_one(joined) or _quote_follows(lines[index + length :])
            return length if is_one else 0
    return 0


def _ends_like_one(line: str) -> bool:
    dated = "@" in line or re.search(r"\d{4}|\d{1,2}[:.]\d\d", line) is not None
    return dated and line.rstrip().endswith((":", "："))


def _quote_follows(below: list[str]) -> bool:
    """Say whether the next line that is not empty is a quoted one."""
    following = next((line for line in below if line.strip()), "")
    return following.lstrip().startswith(">")


def _is_header_block(lines: list[str], index: int) -> bool:
    """Say whether Outlook's "From: … Sent: … To: …" begins here, with or without its rule above."""
    if _RULE.match(lines[index]):
        following = [position for position in range(index + 1, min(index + 4, len(lines))) if lines[position].strip()]
        return bool(following) and _is_header_block(lines, following[0])
    if not _FROM.match(lines[index]):
        return False
    return sum(_HEADER.match(line) is not None for line in lines[index + 1 : index + 7]) >= 2


def _without_trailer(lines: list[str]) -> str:
    """Take "Sent from my phone" off the end."""
    while lines and (not lines[-1].strip() or _PHONE.match(lines[-1].strip())):
        lines.pop()
    return "\n".join(lines).strip()
