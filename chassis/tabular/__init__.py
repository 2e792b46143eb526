"""Tables that people send and take away: CSV, XLSX, vCard; in child processes (ADR 0092, 0094).

Nothing here knows what a column means. Read, a file becomes one line per record, in a form of our
own; written, rows become a file one by one.
"""
