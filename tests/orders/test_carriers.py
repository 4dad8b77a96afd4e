"""Links to carriers' own pages, and none where the carrier is not known."""

from urllib.parse import urlsplit

import pytest

from integration_app.orders import ParcelView, carriers
from integration_app.platforms.protocol import Progress, TrackingSnapshot


@pytest.mark.parametrize(
    ("company", "host"),
    [
        ("DHL", "www.dhl.com"),
        ("DHL Paket", "www.dhl.com"),
        ("dhl-ecommerce", "webtrack.dhlecs.com"),
        ("UPS®", "www.ups.com"),
        ("FedEx Ground", "www.fedex.com"),
        ("USPS", "tools.usps.com"),
        ("Royal Mail 48", "www.royalmail.com"),
        ("DPD UK", "track.dpd.co.uk"),
        ("DPD", "tracking.dpd.de"),
        ("GLS Italy", "gls-group.com"),
        ("La Poste", "www.laposte.fr"),
        ("Correos Express", "s.correosexpress.com"),
        ("Correos", "www.correos.es"),
        ("Österreichische Post", "www.post.at"),
        ("Australia Post", "auspost.com.au"),
        ("Japan Post", "trackings.post.japanpost.jp"),
        ("YunExpress", "www.yuntrack.com"),
        ("4PX", "track.4px.com"),
        ("EMS", "www.ems.com.cn"),
    ],
)
def test_a_known_carrier_has_a_page(company: str, host: str) -> None:
    found = carriers.link(company, "JD 0146/00&x=1")
    assert found is not None
    parts = urlsplit(found)
    assert (parts.scheme, parts.netloc) == ("https", host)
    assert "JD%200146%2F00%26x%3D1" in found


@pytest.mark.parametrize("company", [None, "", "Ada's bicycle", "Best Courier", "Post"])
def test_a_carrier_that_is_not_known_gets_no_link(company: str | None) -> None:
    assert carriers.link(company, "1") is None


@pytest.mark.parametrize("number", [None, "", "  "])
def test_without_a_number_there_is_no_link(number: str | None) -> None:
    assert carriers.link("DHL", number) is None


def test_the_stores_own_link_goes_first() -> None:
    def parcel(url: str | None) -> ParcelView:
        return ParcelView("f1", Progress.SHIPPED, tracking=(TrackingSnapshot("UPS", "1Z", url),))

    assert parcel("https://shop.example/t/1Z").url == "https://shop.example/t/1Z"
    assert parcel(None).url == "https://www.ups.com/track?tracknum=1Z"
    assert ParcelView("f2", Progress.SHIPPED).url is None
