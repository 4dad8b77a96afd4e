"""Files that came with a message: sealed in storage, their names sealed in the row."""

from collections.abc import Iterable, Iterator

from integration_app.channels import IncomingFile
from integration_app.conversations.models import Attachment
from integration_app.conversations.posting import Ref
from integration_app.kit import clock, crypto, db, storage

NAME = "attachments.name"


def keep(conversation: Ref, *, message_id: int, files: Iterable[IncomingFile]) -> None:
    """Store files with the message that they came with, inside the open unit."""
    for file in files:
        public_id = db.new_public_id()
        storage.keep(conversation.workspace_id, public_id, file.content)
        db.session().add(
            Attachment(
                public_id=public_id,
                store_id=conversation.store_id,
                message_id=message_id,
                name=crypto.seal(conversation.workspace_id, NAME, public_id, file.name),
                content_type=file.content_type[:80],
                size=len(file.content),
                created_at=clock.now(),
            )
        )
    db.session().flush()


def name(conversation: Ref, attachment: Attachment) -> str:
    """Return what the file is called."""
    return crypto.unseal(conversation.workspace_id, NAME, attachment.public_id, attachment.name)


def content(conversation: Ref, attachment: Attachment) -> Iterator[bytes]:
    """Yield the file's content in chunks, inside the open unit. :raises storage.NoFile: if it was removed."""
    return storage.read(conversation.workspace_id, attachment.public_id)
