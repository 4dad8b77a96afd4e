"""Every column that holds something personal: whose it is, and how it is kept.

A guard test finds columns that look personal and are not listed, and proves of each shopper's column listed here
that it is exported and erased (privacy.parts). docs/privacy.md says the same in words.
"""

from dataclasses import dataclass
from enum import StrEnum

SEALED, PLAIN, HASHED = "sealed", "plain", "hashed"


class Whose(StrEnum):
    """Whom a column tells about."""

    SHOPPER = "shopper"
    STAFF = "staff"


@dataclass(frozen=True)
class Personal:
    """How a personal column is kept."""

    whose: Whose
    kept: str


def _all(whose: Whose, kept: str, **tables: str) -> dict[str, Personal]:
    return {
        f"{table}.{column}": Personal(whose, kept) for table, columns in tables.items() for column in columns.split()
    }


INVENTORY: dict[str, Personal] = {
    **_all(
        Whose.SHOPPER,
        SEALED,
        messages="body",
        notes="body",
        conversations="gist summary assistant_state",
        conversation_origins="address user_agent",
        attachments="name",
        deliveries="body",
        delivery_attempts="recipient content",
        tickets="request",
        returns="note answer",
        order_actions="wish",
        privacy_requests="subject",
    ),
    **_all(
        Whose.SHOPPER,
        PLAIN,
        shoppers="external_id email phone first_name last_name locale zone country",
        orders="email phone shipping locale attributes status_url cart_token checkout_token cancel_reason",
        fulfilments="tracking",
        tracking_events="message city",
        tracked_numbers="number",
        refunds="reason",
        carts="email token checkout_token recovery_url lines",
        conversations="email name zone page page_title referrer cart_token",
        firings="page cart_token visit",
        deliveries="error",
        order_actions="store_said",
        delivery_attempts="error",
    ),
    **_all(
        Whose.SHOPPER,
        HASHED,
        conversations="secret_hash",
        one_time_codes="code_hash",
        firings="address_hash",
        limit_hits="key",
        erased_marks="name_hash",
    ),
    **_all(Whose.STAFF, PLAIN, agents="email name locale timezone", one_time_links="email", shopify_users="user_id"),
    **_all(Whose.STAFF, SEALED, one_time_links="sealed_key"),
    **_all(Whose.STAFF, HASHED, agents="password_hash", agent_sessions="key_hash"),
}
