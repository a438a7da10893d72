"""Which objects there are to read: a stream of units from the listings of all locations, never all at once."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from guardbook.errors import StoreError
from guardbook.scan.engine import Refused
from guardbook.scan.naming import object_key
from guardbook.scan.units import Unit
from guardbook.stores import Item, Store
from guardbook.stores.local import LocalStore


class Plan:
    """The listing of several stores; afterwards `complete` names the locations that were listed to their end."""

    def __init__(self, stores: Iterable[Store], key: bytes, own: Iterable[Path]) -> None:
        """Take opened stores, the fingerprint key, and Guardbook's own files and folders, which are not scanned."""
        self._stores = list(stores)
        self._key = key
        self._own = tuple(path.resolve() for path in own)
        self.complete: set[str] = set()

    def units(self) -> Iterator[Unit | Refused]:
        """Yield a unit for every object, with the reason where the store itself could not give it."""
        number = 0
        for store in self._stores:
            complete, whole = True, isinstance(store, LocalStore) and not store.root.is_dir()
            for item in self._listed(store):
                yield self._unit(store, item, number, whole)
                number += 1
                complete = complete and not _broke_off(item)
            if complete:
                self.complete.add(store.location)

    def sizes(self) -> Iterator[int]:
        """Yield the size of every object (0: unknown): a listing of its own, to tell how much there is to do."""
        for store in self._stores:
            for item in self._listed(store):
                yield (item.size or 0) if isinstance(item, Item) else 0

    def _listed(self, store: Store) -> Iterator[Item | StoreError]:
        own = self._own_below(store)
        for item in store.list():
            if not own or not any(item.path == path or item.path.startswith(f"{path}/") for path in own):
                yield item

    def _own_below(self, store: Store) -> tuple[str, ...]:
        """Guardbook's own files and folders as paths below a local folder that is to be scanned."""
        if not isinstance(store, LocalStore):
            return ()
        root = store.root.resolve()
        return tuple(str(path.relative_to(root)) for path in self._own if path != root and path.is_relative_to(root))

    def _unit(self, store: Store, item: Item | StoreError, number: int, whole: bool) -> Unit | Refused:
        key = object_key(store.location, item.path, self._key)
        if isinstance(item, StoreError):
            unit = Unit(number, key, store.location, item.path, whole, None, "")
            return Refused(unit, str(item))
        return Unit(number, key, store.location, item.path, whole, item.size, item.identity)


def _broke_off(item: Item | StoreError) -> bool:
    return isinstance(item, StoreError) and (item.listing or not item.path)
