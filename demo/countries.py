"""Where the shop sends to: currency, language, clock, days on the way, price and carriers."""

from dataclasses import dataclass

from babel import Locale

LANGUAGES = {"en": "English", "de": "Deutsch", "es": "Español", "zh": "中文", "ar": "العربية"}
RIGHT_TO_LEFT = {"ar"}


@dataclass(frozen=True)
class Country:
    """One country. `days` are days from the door in Leipzig; `shipping` and `free_from` are euro cents."""

    code: str
    currency: str
    locale: str
    zone: str
    days: tuple[int, int]
    shipping: int
    free_from: int
    carriers: tuple[str, ...]
    customs: str | None = None

    def shipping_for(self, subtotal: int) -> int:
        """Return the price of sending things worth so much, all in euro cents."""
        return 0 if subtotal >= self.free_from else self.shipping

    def name(self, language: str) -> str:
        """Return the country's name in a language."""
        return str(Locale.parse(language).territories[self.code])


COUNTRIES = {
    country.code: country
    for country in (
        Country("FR", "EUR", "fr", "Europe/Paris", (4, 6), 590, 9000, ("DHL", "La Poste")),
        Country("DE", "EUR", "de", "Europe/Berlin", (1, 2), 390, 6000, ("DHL", "DPD")),
        Country("ES", "EUR", "es", "Europe/Madrid", (4, 6), 590, 9000, ("Correos", "DHL")),
        Country("GB", "GBP", "en", "Europe/London", (4, 7), 790, 12000, ("Royal Mail", "UPS"), "Langley"),
        Country("US", "USD", "en", "America/New_York", (7, 14), 1490, 20000, ("UPS", "USPS"), "New York"),
        Country("SA", "SAR", "ar", "Asia/Riyadh", (7, 14), 1490, 20000, ("Aramex", "DHL"), "Riyadh"),
        Country("CN", "CNY", "zh", "Asia/Shanghai", (7, 14), 1490, 20000, ("4PX", "DHL"), "Shanghai"),
        Country("MX", "MXN", "es", "America/Mexico_City", (7, 14), 1490, 20000, ("DHL",), "Mexico City"),
        Country("BR", "BRL", "pt", "America/Sao_Paulo", (7, 14), 1490, 20000, ("Correios",), "Curitiba"),
        Country("JP", "JPY", "ja", "Asia/Tokyo", (7, 14), 1490, 20000, ("Japan Post",), "Kawasaki"),
    )
}
HOME = COUNTRIES["FR"]

TRACKING_PAGES = {
    "DHL": "https://www.dhl.com/en/express/tracking.html?AWB={}",
    "DPD": "https://tracking.dpd.de/status/en_US/parcel/{}",
    "La Poste": "https://www.laposte.fr/outils/suivre-vos-envois?code={}",
    "Correos": "https://www.correos.es/es/es/herramientas/localizador/envios/detalle?tracking-number={}",
    "Royal Mail": "https://www.royalmail.com/track-your-item#/tracking-results/{}",
    "UPS": "https://www.ups.com/track?tracknum={}",
    "USPS": "https://tools.usps.com/go/TrackConfirmAction?tLabels={}",
    "Aramex": "https://www.aramex.com/track/results?ShipmentNumber={}",
    "4PX": "https://track.4px.com/#/result/0/{}",
    "Correios": "https://rastreamento.correios.com.br/app/index.php?objeto={}",
    "Japan Post": "https://trackings.post.japanpost.jp/services/srv/search/direct?reqCodeNo1={}",
}


def tracking_page(carrier: str, number: str) -> str | None:
    """Return the carrier's own page about a parcel, where one is known."""
    page = TRACKING_PAGES.get(carrier)
    return page.format(number) if page else None
