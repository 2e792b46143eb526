"""Fields that an organization adds to a record type: defined, filled in, listed (C-04, G-14).

A service takes them by three lines: a JSONB column `custom` on the record's table and
`custom=<Model>.custom` in its `RecordType`; `CustomFields` in the list of its routes; `merge`,
`taken` and `store` in the operations that write the record. `services/contacts/directory` shows it.
"""
