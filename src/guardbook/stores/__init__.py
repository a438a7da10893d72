"""Where the bytes are: local folders, S3, Azure Blob and SQL databases, opened by URL."""

from guardbook.stores.location import open_store
from guardbook.stores.store import Item, Store

__all__ = ["Item", "Store", "open_store"]
