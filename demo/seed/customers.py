"""Fourteen customers in ten countries, all with the same password."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from demo.models import Customer

FILE = Path(__file__).with_name("customers.json")
PASSWORD = "lumen"  # noqa: S105 printed on the sign-in page


def add_customers(session: Session, now: datetime) -> list[Customer]:
    """Let the people of customers.json have accounts."""
    customers = []
    for days, entry in enumerate(json.loads(FILE.read_text("utf-8"))):
        joined = now - timedelta(days=200 - days)
        parts = ("first_name", "last_name", "address1", "city", "zip", "country")
        customer = Customer(
            first_name=entry["first_name"],
            last_name=entry["last_name"],
            email=entry["email"],
            phone=entry["phone"],
            locale=entry["locale"],
            country=entry["country"],
            password=PASSWORD,
            address={part: entry[part] for part in parts},
            created_at=joined,
            updated_at=joined,
        )
        session.add(customer)
        session.flush()
        customers.append(customer)
    return customers
