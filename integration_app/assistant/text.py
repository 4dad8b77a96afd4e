"""Bring text into one plain form, so that rules and model see the same thing."""

import re
import unicodedata

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ARABIC = str.maketrans("أإآٱىةؤئگچپ", "اااايهويكجب")
_MARKS = re.compile("[\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_TRADITIONAL = (
    "訂單貨運費請問嗎謝還沒時候發錢幾郵遞號碼換買賣這個們來說話東國會對為麼開關門間電聯絡繫"
    "務員轉處理壞掉質貴價優惠適應產規環實際顏紅藍綠黃長寬從寄達給過進現線經錯誤補償證據帳戶"
    "總當點網頁機總體寫讓認識應該無論樣氣歲與歡備註辦裡裏紙稅關預計劃單據離遠連續紀錄確認準"
    "檢查詢選擇項覽幣種韓歐亞澳灣門後動態蹤誰見嚴騙舉報訴訟壹兩雙張條隻週內啟資訊嘗試燈傘"
)
_SIMPLIFIED = (
    "订单货运费请问吗谢还没时候发钱几邮递号码换买卖这个们来说话东国会对为么开关门间电联络系"
    "务员转处理坏掉质贵价优惠适应产规环实际颜红蓝绿黄长宽从寄达给过进现线经错误补偿证据账户"
    "总当点网页机总体写让认识应该无论样气岁与欢备注办里里纸税关预计划单据离远连续纪录确认准"
    "检查询选择项览币种韩欧亚澳湾门后动态踪谁见严骗举报诉讼一两双张条只周内启资讯尝试灯伞"
)
_SIMPLER = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
_SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """Normalise width, digits, spaces and invisible marks; keep case and accents."""
    text = unicodedata.normalize("NFKC", text).translate(_DIGITS)
    return _SPACES.sub(" ", _MARKS.sub("", text)).strip()


def fold(text: str) -> str:
    """Reduce to what carries meaning: lower case, no accents, one form of Arabic and Chinese letters."""
    text = plain(text).casefold().translate(_ARABIC).translate(_SIMPLER).replace("’", "'")
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))
