"""The demonstration: a small fictional department, its stores and what Guardbook says of them."""
