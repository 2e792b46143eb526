"""Tables that people send: CSV, XLSX and vCard, read in a child process with limits (ADR 0092).

Nothing here knows what a column means. What comes out is one line per record, in a form of our own.
"""
