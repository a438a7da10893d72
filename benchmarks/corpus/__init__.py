"""A labelled corpus made from templates and value sources that no recogniser was built on (Faker and mimesis)."""
