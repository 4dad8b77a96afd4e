"""Shoppers: who they are, and what they have proved."""

from integration_app.shoppers.codes import check_code, request_code
from integration_app.shoppers.mirror import (
    Name,
    by_external_id,
    detach_customer,
    mirror_customer,
    mirror_customers,
    name_of,
)
from integration_app.shoppers.models import Shopper
from integration_app.shoppers.operations import (
    Tried,
    Visit,
    forget_proofs,
    prove_pair,
    same_person_as,
    sign_in,
)
from integration_app.shoppers.queries import Held, proofs, same_person, shopper, strength_for
from integration_app.shoppers.rules import Claimable, Right, Strength, Verdict, fold_number, opens, rights

__all__ = [
    "Claimable",
    "Held",
    "Name",
    "Right",
    "Shopper",
    "Strength",
    "Tried",
    "Verdict",
    "Visit",
    "by_external_id",
    "check_code",
    "detach_customer",
    "fold_number",
    "forget_proofs",
    "mirror_customer",
    "mirror_customers",
    "name_of",
    "opens",
    "proofs",
    "prove_pair",
    "request_code",
    "rights",
    "same_person",
    "same_person_as",
    "shopper",
    "sign_in",
    "strength_for",
]
