"""Card numbers disappear, other numbers stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integration_app.kit import db, text


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("4111 1111 1111 1111", "•••• 1111"),
        ("it is 4111-1111-1111-1111, thanks", "it is •••• 1111, thanks"),
        ("378282246310005", "•••• 0005"),
        ("٤١١١ ١١١١ ١١١١ ١١١١", "•••• 1111"),
        ("４１１１１１１１１１１１１１１１", "•••• 1111"),
        ("order 1042", "order 1042"),
        ("tracking 00340434161094021501", "tracking 00340434161094021501"),
        ("4111 1111 1111 1112", "4111 1111 1111 1112"),
    ],
)
def test_card_numbers_are_masked(said: str, kept: str) -> None:
    assert text.mask_cards(said) == kept


@given(st.text(alphabet=st.characters(exclude_categories=["Nd"])))
def test_text_without_digits_is_left_alone(words: str) -> None:
    assert text.mask_cards(words) == words


@given(st.lists(st.integers(0, 9), min_size=12, max_size=18))
def test_every_number_with_a_valid_check_digit_is_masked(digits: list[int]) -> None:
    body = "".join(map(str, digits))
    check = next(str(n) for n in range(10) if text.luhn(body + str(n)))
    assert body not in text.mask_cards(f"my card {body}{check}")


def test_addresses_show_their_first_letter() -> None:
    assert text.mask_email("camille@mail.fr") == "c•••@mail.fr"


def test_phones_compare_without_their_prefix() -> None:
    assert text.fold_phone("+33 6 12 34 56 78") == text.fold_phone("06 12 34 56 78")


def test_texts_are_cut_at_a_word() -> None:
    assert text.shorten("the parcel left Leipzig yesterday", 20) == "the parcel left…"


def test_public_ids_can_stand_in_a_command() -> None:
    ids = {db.new_public_id() for _ in range(2000)}
    assert len(ids) == 2000
    assert all(id.isalnum() for id in ids)


def test_only_web_addresses_stand_behind_links() -> None:
    assert text.web_address("HTTPS://dhl.example/1") == "HTTPS://dhl.example/1"
    for odd in (None, "", "javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "//dhl.example"):
        assert text.web_address(odd) is None


def test_what_no_database_keeps_is_taken_out_at_any_depth() -> None:
    assert text.storable({"a\0": ["\ud83d x", {"b": "🛒", "n": 1, "t": None}]}) == {
        "a": [" x", {"b": "🛒", "n": 1, "t": None}]
    }
