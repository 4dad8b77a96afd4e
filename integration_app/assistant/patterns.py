"""The shapes that numbers and addresses take in messages. Those for folded text expect it in lower case."""

import re

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
URL = re.compile(r"(?:https?://|www\.)\S+")
TRACKING = re.compile(
    r"\b(?:1Z[0-9A-Z]{16}|[A-Z]{2}\d{9}[A-Z]{2}|JJD\d{14,18}|JD\d{18}|(?:YT|LP|SF|CNYT|UJ)\d{10,18}|TBA\d{12}"
    r"|9[2-5]\d{18,24}|00\d{18}|\d{12,22})\b",
    re.I,
)
PHONE = re.compile(r"(?<![\w#])(?:\+|00)\d[\d ().\-/]{6,16}\d|\b1[3-9]\d{9}\b|\b0\d{2,4}[ \-/]?\d{3,4}[ \-/]?\d{2,4}\b")
MONEY = re.compile(
    r"(?:[$€£¥￥]|us\$|\b(?:usd|eur|gbp|cny|rmb|mxn|aed|sar)\b) ?\d[\d.,]*"
    r"|\d[\d.,]* ?(?:[$€£¥%]"
    r"|(?:usd|eur|euros?|gbp|cny|rmb|mxn|aed|sar|dollars?|dolares|pesos?|pounds?|bucks)\b"
    r"|(?:块|元|刀|欧元?|美元|折)|(?:ريال|درهم|دولار|يورو|جنيه|دينار))",
)
MEASURE = re.compile(
    r"\d[\d.,]* ?(?:x ?\d[\d.,]* ?)*(?:"
    r"(?:cm|mm|m|km|inch|inches|in|ft|kg|g|lbs?|oz|ml|l|w|watts?|v|volts?|lm|kwh|mah|gb|k)\b"
    r'|[°"”]|厘米|公分|毫米|米|寸|公斤|千克|斤|克|毫升|升|瓦|伏|سم|متر|كيلو|كجم|جرام|واط|لتر)'
)
DATE = re.compile(
    r"\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\b\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?\b"
    r"|\b\d{1,2}:\d{2}\b|\d{1,2} ?[年月日号点]"
)
SPAN = re.compile(
    r"\b\d+(?:st|nd|rd|th)\b|\b\d+ ?[ap]m\b"
    r"|\b\d+ ?(?:-|to|bis|a|y|o|or|oder|到|至|الى)? ?\d* ?(?:days?|weeks?|months?|years?|hours?|mins?|minutes?"
    r"|dias?|semanas?|mes(?:es)?|anos?|horas?|minutos?|tagen?|tage|woch(?:e|en)|monat(?:e|en)?|jahre?n?|stunden?|uhr"
    r"|ايام|يوم|يوما|اسبوع|اسابيع|شهر|اشهر|ساعه|ساعات|سنه)(?!\w)|\d+ ?(?:个?多?(?:天|周|星期|月|年|小时|分钟))"
)
POSTCODE = re.compile(r"\b(?:[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}|(?:D-|A-|CH-)?\d{5}(?=,? [A-ZÄÖÜ][a-zäöüß]+))\b")
SIZE = re.compile(r"(?<![\w'])(?:xxs|xs|xxl|xxxl|[2-5]xl|s|m|l|xl)(?![\w'])")
NUMBER = r"[a-z]{0,5}[-_]?\d{3,10}(?:-\d{1,4})?(?:[-_]?[a-z]{1,3})?"
END = r"(?![a-z0-9@_])"
HASH = re.compile(rf"(?:#|№) ?({NUMBER}|\d{{1,2}}){END}")
PREFIXED = re.compile(r"(?<![a-z0-9_#])[a-z]{1,5}[-_]\d{3,10}(?![a-z0-9_-])")
BARE = re.compile(r"(?<![a-z0-9_.,#+@-])\d{3,10}(?![a-z0-9_@]|[.,-]\d)")
MORE = re.compile(rf" ?(?:,|&|/|、|，|和|跟|و|and|und|y|e) ?#?({NUMBER}){END}")
ABBREVIATED = re.compile(r"(?<![a-z])(no|nr|num|n|nbr)[.:º°]+ ?(?=#?\d)|(?<=nr)\. ?(?=\d)")
CODE = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})(?!\d)")
QUANTITY = re.compile(
    r"\b(\d{1,3}) ?(?:x\b|pcs|pieces?|units?|piezas?|unidades|stuck|mal\b|个|件|只|盏|条|套|双|قطع|قطعه|حبات|حبه)"
    r"|\bx ?(\d{1,3})\b"
)
