"""The kinds of personal data Guardbook knows: one table, used by detection, reports and the release check."""

from dataclasses import dataclass
from typing import Literal

Law = Literal["ordinary", "Article 9", "Article 10", "sign"]
"""Which part of UK GDPR speaks of it; "sign" is something that points to personal data but is not data itself."""


@dataclass(frozen=True, slots=True)
class Category:
    """One kind of personal data."""

    code: str
    """As spelt in every file, API and command."""
    name: str
    """Plain English, singular, for people."""
    many: str
    """The plural, as it stands inside a sentence."""
    weight: int
    """Harm if exposed, 0 (none by itself) to 10."""
    law: Law = "ordinary"
    blocks: bool = True
    """Whether finding it can be a reason on its own; dates, places and the like are only counted."""
    small: bool = False
    """A small set of possible values: a masked value would give it away, so none is shown."""


_TABLE = (
    Category("person-name", "Person's name", "names of people", 4),
    Category("home-address", "Home address", "home addresses", 7),
    Category("business-address", "Business address", "business addresses", 0, blocks=False),
    Category("postcode", "Postcode", "postcodes", 3),
    Category("place", "Place", "places", 0, blocks=False),
    Category("email", "E-mail address", "e-mail addresses", 4),
    Category("phone", "Telephone number", "telephone numbers", 4),
    Category("date-of-birth", "Date of birth", "dates of birth", 6, small=True),
    Category("date", "Date", "dates", 0, blocks=False, small=True),
    Category("age", "Age", "ages", 2, small=True),
    Category("nationality", "Nationality", "nationalities", 4, small=True),
    Category("national-insurance-number", "National Insurance number", "National Insurance numbers", 8),
    Category("nhs-number", "NHS number", "NHS numbers", 8),
    Category("health-id", "Health identifier (CHI, HSC, hospital)", "health identifiers", 8),
    Category("national-id", "Citizen number of another country", "citizen numbers of other countries", 8),
    Category("passport-number", "Passport number", "passport numbers", 8),
    Category("driving-licence-number", "Driving licence number", "driving licence numbers", 8),
    Category("tax-reference", "Tax reference", "tax references", 7),
    Category("education-id", "Pupil or learner number", "pupil or learner numbers", 6),
    Category("immigration-id", "Immigration identifier", "immigration identifiers", 8),
    Category("staff-number", "Staff number", "staff numbers", 3),
    Category("bank-account", "Bank account", "bank accounts", 8),
    Category("payment-card", "Payment card number", "payment card numbers", 9),
    Category("financial", "Pay, benefit or debt", "details of pay, benefit or debt", 6, small=True),
    Category("ip-address", "IP address", "IP addresses", 3),
    Category("device-id", "Device identifier", "device identifiers", 3),
    Category("username", "User name", "user names", 3),
    Category("social-media-handle", "Social media handle", "social media handles", 3),
    Category("web-address", "Web address", "web addresses", 0, blocks=False),
    Category("vehicle-registration", "Vehicle registration", "vehicle registrations", 4),
    Category("property-id", "Property number (UPRN)", "property numbers (UPRN)", 4),
    Category("location-track", "Track of places", "tracks of places", 7),
    Category("credential", "Password, key or token", "passwords, keys or tokens", 10, small=True),
    Category("health", "Health", "details of health", 9, "Article 9", small=True),
    Category("ethnicity", "Ethnic origin", "details of ethnic origin", 8, "Article 9", small=True),
    Category("religion", "Religion or belief", "details of religion or belief", 8, "Article 9", small=True),
    Category("politics", "Political opinion", "political opinions", 8, "Article 9", small=True),
    Category("trade-union", "Trade union membership", "trade union memberships", 8, "Article 9", small=True),
    Category(
        "sexual-life",
        "Sex life or sexual orientation",
        "details of sex life or sexual orientation",
        10,
        "Article 9",
        small=True,
    ),
    Category("biometric", "Biometric data", "biometric data", 9, "Article 9", small=True),
    Category("genetic", "Genetic data", "genetic data", 9, "Article 9", small=True),
    Category("criminal-offence", "Criminal offence", "criminal offences", 9, "Article 10", small=True),
    Category(
        "justice-id",
        "Justice identifier (PNC, CRO, prison number)",
        "justice identifiers (PNC, CRO, prison numbers)",
        9,
        "Article 10",
    ),
    Category("signature-image", "Picture of a signature", "pictures of signatures", 4, "sign", small=True),
    Category("face-image", "Picture of a face", "pictures of faces", 4, "sign", small=True),
    Category("small-number", "Small number in a table of counts", "small numbers", 2, "sign", small=True),
    Category(
        "quasi-identifier",
        "Detail that singles a person out with others",
        "details that single people out",
        2,
        "sign",
        small=True,
    ),
)

CATEGORIES: dict[str, Category] = {category.code: category for category in _TABLE}
