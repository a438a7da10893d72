"""Leaks and honest files: what the release check is measured on."""
