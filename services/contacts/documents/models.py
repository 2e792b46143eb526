"""The documents of this service's records, and the files that it stores."""

from chassis.records.documents import DocumentRow, StoredFileRow
from services.contacts.base import Base


class Document(DocumentRow, Base):
    """A file that somebody keeps with a contact (C-38)."""

    __tablename__ = "document"


class StoredFile(StoredFileRow, Base):
    """A file of this service below the run folder, or one about to be."""

    __tablename__ = "stored_file"
