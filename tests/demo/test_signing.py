from demo import signing


def test_a_webhook_is_signed_over_its_raw_body() -> None:
    assert signing.webhook("hush", b'{"id":1}') == "VnKUjZsLuN5iZWjn5EntcBVCF9kMN43LglzCE1/GSeY="


def test_the_app_proxy_signs_as_in_shopifys_own_example() -> None:
    query = {
        "extra": ["1", "2"],
        "shop": "shop-name.myshopify.com",
        "logged_in_customer_id": "1",
        "path_prefix": "/apps/awesome_reviews",
        "timestamp": "1317327555",
    }
    assert signing.app_proxy("hush", query) == "4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb"
    guest = query | {"logged_in_customer_id": ""}
    assert signing.app_proxy("hush", guest) == "e072b6d7e6622d85912a5214b860d3100dc1e73d9bc29f43796ac8c9ff8093cb"
