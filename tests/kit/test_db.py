"""What a failed statement gives away."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from integration_app.kit import db


def test_a_failed_statement_tells_none_of_its_values(database: db.Database) -> None:
    """Its message is logged, and kept beside the job that failed."""
    with pytest.raises(SQLAlchemyError) as failed, db.unit() as unit:
        unit.connection.execute(text("INSERT INTO no_such_table VALUES (:email)"), {"email": "cleo@mail.fr"})
    assert "cleo" not in str(failed.value)
