"""Brings the findings of one object's parts together, one tally for each category."""

from guardbook.findings import Distinct, Finding
from guardbook.scan.units import PLACES, Tally


class Merging:
    """Takes findings one at a time; keeps counts, at most `PLACES` places and one sketch for each category."""

    def __init__(self) -> None:
        """Begin with nothing found."""
        self._tallies: dict[str, Tally] = {}
        self._sketches: dict[str, Distinct] = {}
        self._other_places: dict[str, set[int]] = {}

    def add(self, finding: Finding) -> None:
        """Count one finding."""
        tally = self._tallies.setdefault(finding.category, Tally())
        tally.count += finding.count
        tally.test += finding.test
        if finding.hidden:
            tally.hidden[finding.hidden] = tally.hidden.get(finding.hidden, 0) + finding.count
        if finding.confidence > tally.confidence:
            tally.confidence = finding.confidence
            tally.masked, tally.fingerprint = finding.masked, finding.fingerprint
        self._sketches.setdefault(finding.category, Distinct()).add(finding.distinct.smallest)
        self._place(finding, tally)

    def tallies(self) -> dict[str, Tally]:
        """Return what was counted, by category."""
        for category, tally in self._tallies.items():
            sketch = self._sketches[category]
            tally.sketch = sketch.smallest.tobytes()
            tally.distinct = min(sketch.estimate(), tally.count)  # an estimate may exceed what there is
            tally.more_places = len(self._other_places.get(category, ()))
        return self._tallies

    def _place(self, finding: Finding, tally: Tally) -> None:
        if finding.place in tally.places or len(tally.places) < PLACES:
            tally.places[finding.place] = tally.places.get(finding.place, 0) + finding.count
        else:
            self._other_places.setdefault(finding.category, set()).add(hash(finding.place))
