"""Documents on records: files that people keep with a contact, an opportunity, a case (ADR 0100).

A service has two tables of the mixins in `tables`; one `Documents` (`rules`) says of which record
type, and the routes (`chassis.web.documents`), lists and access follow. Who may read the record
reads its documents, who may edit it adds, renames and deletes them.
"""

from chassis.records.documents.rules import Documents
from chassis.records.documents.tables import DocumentRow, StoredFileRow, document_keys

__all__ = ["DocumentRow", "Documents", "StoredFileRow", "document_keys"]
