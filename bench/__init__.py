"""Benchmarks: each reports medians and the ratio to a ceiling measured in the same run."""
