"""What to do next, from what a scan found: most pressing first."""

from dataclasses import dataclass

from guardbook.scan.summary import Summary


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do: a short heading, a sentence or two, and the part of the report it rests on."""

    heading: str
    text: str
    section: str


_ADVICE = (
    (
        "credentials",
        "Change passwords and keys",
        "hold what look like passwords, keys or tokens. Change them first, then remove them.",
        "sensitive",
    ),
    (
        "special",
        "Find who answers for special category data",
        "hold data such as health, religion or ethnic origin (UK GDPR Article 9). Each needs an accountable owner, "
        "a condition for holding it, and a reason to be where it is.",
        "heat",
    ),
    (
        "criminal",
        "Find who answers for criminal offence data",
        "hold data on offences (UK GDPR Article 10), which only official authority or a condition in law allows.",
        "heat",
    ),
    (
        "hidden",
        "Clear hidden data before anything is sent",
        "hold personal data that a person would not see on opening them, such as hidden columns, comments or earlier "
        "text. Do not publish or send them as they are.",
        "hidden",
    ),
    (
        "personal",
        "Check owners and retention",
        "hold personal data. Check each place against the register: who owns it, why it is held, until when, and "
        "whether so many copies are needed.",
        "sensitive",
    ),
    (
        "not_read",
        "Look at what could not be read",
        "could not be read, or only in part. Nothing is known about what was not read; the reason and the remedy "
        "stand beside each.",
        "unread",
    ),
    (
        "remarked",
        "Look at files that are not what their names say",
        "have content that does not match the ending of the name.",
        "remarks",
    ),
)
"""What `Pressing` counts (with what was not read), a heading, the text behind the count, and a section."""


_NOTHING = Advice(
    "Nothing personal was found",
    "Everything was read and no personal data was recognised in it. No scan finds everything: keep a register of what "
    "you know is there.",
    "scope",
)


_ONE = {"hold": "holds", "have": "has"}
"""Plural and singular of the verbs that the texts begin with, where they differ."""


def _sentence(count: int, text: str) -> str:
    verb, _, rest = text.partition(" ")
    return f"1 object {_ONE.get(verb, verb)} {rest}" if count == 1 else f"{count:,} objects {text}"


def advise(summary: Summary) -> list[Advice]:
    """Return the advice that applies, in order of urgency; never empty."""
    found, not_read = summary.pressing, summary.ended.get("unread", 0) + summary.ended.get("partly", 0)
    counts = {
        "credentials": found.credentials,
        "special": found.special,
        "criminal": found.criminal,
        "hidden": found.hidden,
        "personal": found.personal,
        "not_read": not_read,
        "remarked": found.remarked,
    }
    chosen = [
        Advice(heading, _sentence(counts[what], text), section)
        for what, heading, text, section in _ADVICE
        if counts[what]
    ]
    return chosen or [_NOTHING]
