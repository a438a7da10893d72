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
    weight: int
    """Harm if exposed, 0 (none by itself) to 10."""
    law: Law = "ordinary"
    blocks: bool = True
    """Whether finding it can be a reason on its own; dates, places and the like are only counted."""
    small: bool = False
    """A small set of possible values: a masked value would give it away, so none is shown."""


_TABLE = (
    Category("person-name", "Person's name", 4),
    Category("home-address", "Home address", 7),
    Category("business-address", "Business address", 0, blocks=False),
    Category("postcode", "Postcode", 3),
    Category("place", "Place", 0, blocks=False),
    Category("email", "E-mail address", 4),
    Category("phone", "Telephone number", 4),
    Category("date-of-birth", "Date of birth", 6, small=True),
    Category("date", "Date", 0, blocks=False, small=True),
    Category("age", "Age", 2, small=True),
    Category("nationality", "Nationality", 4, small=True),
    Category("national-insurance-number", "National Insurance number", 8),
    Category("nhs-number", "NHS number", 8),
    Category("health-id", "Health identifier (CHI, HSC, hospital)", 8),
    Category("national-id", "Citizen number of another country", 8),
    Category("passport-number", "Passport number", 8),
    Category("driving-licence-number", "Driving licence number", 8),
    Category("tax-reference", "Tax reference", 7),
    Category("education-id", "Pupil or learner number", 6),
    Category("immigration-id", "Immigration identifier", 8),
    Category("staff-number", "Staff number", 3),
    Category("bank-account", "Bank account", 8),
    Category("payment-card", "Payment card number", 9),
    Category("financial", "Pay, benefit or debt", 6, small=True),
    Category("ip-address", "IP address", 3),
    Category("device-id", "Device identifier", 3),
    Category("username", "User name", 3),
    Category("social-media-handle", "Social media handle", 3),
    Category("web-address", "Web address", 0, blocks=False),
    Category("vehicle-registration", "Vehicle registration", 4),
    Category("property-id", "Property number (UPRN)", 4),
    Category("location-track", "Track of places", 7),
    Category("credential", "Password, key or token", 10, small=True),
    Category("health", "Health", 9, "Article 9", small=True),
    Category("ethnicity", "Ethnic origin", 8, "Article 9", small=True),
    Category("religion", "Religion or belief", 8, "Article 9", small=True),
    Category("politics", "Political opinion", 8, "Article 9", small=True),
    Category("trade-union", "Trade union membership", 8, "Article 9", small=True),
    Category("sexual-life", "Sex life or sexual orientation", 10, "Article 9", small=True),
    Category("biometric", "Biometric data", 9, "Article 9", small=True),
    Category("genetic", "Genetic data", 9, "Article 9", small=True),
    Category("criminal-offence", "Criminal offence", 9, "Article 10", small=True),
    Category("justice-id", "Justice identifier (PNC, CRO, prison number)", 9, "Article 10"),
    Category("signature-image", "Picture of a signature", 4, "sign", small=True),
    Category("face-image", "Picture of a face", 4, "sign", small=True),
    Category("small-number", "Small number in a table of counts", 2, "sign", small=True),
    Category("quasi-identifier", "Detail that singles a person out with others", 2, "sign", small=True),
)

CATEGORIES: dict[str, Category] = {category.code: category for category in _TABLE}
