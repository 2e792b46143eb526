"""Who wrote, or was refused to write, what: one row per command, sealed in a chain of blocks."""
