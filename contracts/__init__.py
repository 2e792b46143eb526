"""The published language: one model per fact type and version, and who reads it."""
