"""Reads pictures: what they say of themselves, what they hold unseen, and their words."""
