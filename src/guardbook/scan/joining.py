"""Brings the outcomes of an object's pieces together as if it had been read at once."""

from collections.abc import Sequence

from guardbook.scan.units import PLACES, Outcome, Tally, shorten


def join(outcomes: Sequence[Outcome]) -> Outcome:
    """Return one outcome for all pieces of an object, in their order."""
    ended = {outcome.ended for outcome in outcomes}
    joined = Outcome("partly" if len(ended) > 1 else outcomes[0].ended, outcomes[0].shown)
    joined.format = next((outcome.format for outcome in outcomes if outcome.format), None)
    joined.seconds = sum(outcome.seconds for outcome in outcomes)
    joined.reasons = shorten(
        f"part {number} of {len(outcomes)}: {reason}"
        for number, outcome in enumerate(outcomes, 1)
        for reason in outcome.reasons
    )
    joined.remarks = list(dict.fromkeys(remark for outcome in outcomes for remark in outcome.remarks))
    for category in dict.fromkeys(category for outcome in outcomes for category in outcome.found):
        joined.found[category] = _tally([outcome.found[category] for outcome in outcomes if category in outcome.found])
    return joined


def _tally(tallies: Sequence[Tally]) -> Tally:
    surest = max(tallies, key=lambda tally: tally.confidence)
    joined = Tally(
        count=sum(tally.count for tally in tallies),
        test=sum(tally.test for tally in tallies),
        confidence=surest.confidence,
        masked=surest.masked,
        fingerprint=surest.fingerprint,
        more_places=max(tally.more_places for tally in tallies),
    )
    estimate, joined.sketch = _distinct(tallies)
    joined.distinct = min(estimate, joined.count)
    for tally in tallies:
        for code, count in tally.hidden.items():
            joined.hidden[code] = joined.hidden.get(code, 0) + count
        for place, count in tally.places.items():
            if place in joined.places or len(joined.places) < PLACES:
                joined.places[place] = joined.places.get(place, 0) + count
            else:
                joined.more_places += 1
    return joined


def _distinct(tallies: Sequence[Tally]) -> tuple[int, bytes]:
    """Merge the sketches; numpy is loaded when the first large file needs it."""
    import numpy as np

    from guardbook.findings import Distinct

    merged = Distinct()
    for tally in tallies:
        merged.add(np.frombuffer(tally.sketch, dtype=np.uint64))
    return merged.estimate(), merged.smallest.tobytes()
