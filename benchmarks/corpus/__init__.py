"""A labelled corpus made from templates and value sources that no recogniser was built on (Faker and mimesis)."""

UNSCORED = "unscored"
"""Marks what is neither a hit nor a false alarm: what honest readers would call differently (a medicine)."""
