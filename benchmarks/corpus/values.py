"""Makes a value of any kind from one seed, and says which category each kind is of."""

from benchmarks.corpus import UNSCORED, lookalikes, words
from benchmarks.corpus.foreign import Foreign
from benchmarks.corpus.lookalikes import Lookalikes
from benchmarks.corpus.numbers import Numbers
from benchmarks.corpus.people import People
from benchmarks.corpus.words import Words

KINDS = {
    "person-name": "name surname forename surname_first surname_comma name_caps name_lower surname_caps double_name"
    " long_name initials_name",
    "home-address": "address address_lines address_county address_long address_no_code address_scots address_caps"
    " address_lower bfpo po_box street house",
    "postcode": "postcode postcode_tight postcode_lower",
    "email": "email email_odd",
    "phone": "phone phone_odd phone_foreign",
    "username": "username",
    "social-media-handle": "handle",
    "national-insurance-number": "nino nino_lower nino_bare nino_dashed nino_nbsp nino_split",
    "nhs-number": "nhs nhs_split",
    "health-id": "chi hospital hcn",
    "education-id": "uln upn",
    "tax-reference": "utr utr_spaced",
    "justice-id": "pnc pnc_short cro prison",
    "passport-number": "passport passport_irish",
    "driving-licence-number": "licence licence_spaced",
    "vehicle-registration": "plate plate_tight plate_old",
    "property-id": "uprn",
    "immigration-id": "ho_reference brp gwf",
    "staff-number": "staff",
    "national-id": "pesel dni nie codice_fiscale nir cnp bsn idnr pps egn asmens personnummer hetu oib belgian",
    "bank-account": "sort_code sort_spaced sort_tight account iban iban_spaced",
    "payment-card": "card card_dashed card_amex",
    "financial": "salary benefit debt",
    "date-of-birth": "born born_short born_words born_iso born_dash",
    "age": "age child_age age_words",
    "ip-address": "ip ip6",
    "device-id": "mac mac_odd imei",
    "credential": "secret passphrase token aws_key jwt",
    "nationality": "nationality",
    "ethnicity": "ethnicity",
    "religion": "religion",
    "health": "condition condition_short",
    "sexual-life": "orientation",
    "criminal-offence": "offence",
    "politics": "party",
    "trade-union": "union",
    "location-track": "track",
    "genetic": "gene",
    UNSCORED: "medicine case_name sum",
}
CATEGORY = {kind: category for category, kinds in KINDS.items() for kind in kinds.split()}
"""Kind of value → category; a kind that is not here is not personal."""

CHOICES = {**words.CHOICES, **lookalikes.CHOICES}


class Values(People, Numbers, Foreign, Words, Lookalikes):
    """Makes a value of any kind; the kinds are its parents' public methods and the lists of words."""

    def make(self, kind: str) -> str:
        """Return a value of a kind."""
        made = self.pick(*CHOICES[kind]) if kind in CHOICES else getattr(self, kind)()
        assert isinstance(made, str)
        return made
