"""The kinds of columns that tables are made of: how each is made, its category, and the headings it goes under."""

from benchmarks.corpus import UNSCORED

PERSONAL: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "forename": ("forename", "person-name", ("Forename", "first_name", "Given name")),
    "surname": ("surname", "person-name", ("Surname", "last_name", "Family name")),
    "full name": ("name", "person-name", ("Name", "Full name", "Claimant")),
    "address": ("address", "home-address", ("Address", "home_address", "Correspondence address")),
    "street": ("street", "home-address", ("Address line 1", "addr1", "Street")),
    "postcode": ("postcode", "postcode", ("Postcode", "post_code", "PCODE")),
    "email": ("email", "email", ("E-mail", "email_address", "Contact email")),
    "phone": ("phone", "phone", ("Telephone", "tel_no", "Mobile")),
    "date of birth": ("born_iso", "date-of-birth", ("DOB", "date_of_birth", "Birth date")),
    "age": ("age", "age", ("Age", "age_years", "Age at referral")),
    "nationality": ("nationality", "nationality", ("Nationality", "nationality", "Citizenship")),
    "NI number": ("nino", "national-insurance-number", ("NI number", "nino", "National Insurance No")),
    "NHS number": ("nhs", "nhs-number", ("NHS number", "nhs_no", "NHSNumber")),
    "passport": ("passport", "passport-number", ("Passport number", "passport_no", "Passport")),
    "driving licence": ("licence", "driving-licence-number", ("Driving licence", "licence_no", "Driver number")),
    "UTR": ("utr", "tax-reference", ("UTR", "utr", "Taxpayer reference")),
    "account": ("account", "bank-account", ("Account number", "acc_no", "Bank account")),
    "card": ("card", "payment-card", ("Card number", "card_no", "PAN")),
    "salary": ("pay", "financial", ("Salary", "annual_salary", "Gross pay")),
    "ethnicity": ("ethnicity", "ethnicity", ("Ethnicity", "ethnic_group", "Ethnic origin")),
    "religion": ("religion", "religion", ("Religion", "religion_belief", "Faith")),
    "health": ("condition", "health", ("Diagnosis", "medical_condition", "Disability")),
    "registration": ("plate", "vehicle-registration", ("Vehicle registration", "vrm", "Reg no")),
    "ULN": ("uln", "education-id", ("ULN", "uln", "Unique learner number")),
}
"""Kind → (maker, category, headings): the 24 of the table of all kinds."""

MORE_PERSONAL: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "sort code": ("sort_code", "bank-account", ("Sort code", "sortcode", "Bank sort code")),
    "IBAN": ("iban", "bank-account", ("IBAN", "iban", "Payee IBAN")),
    "IP": ("ip", "ip-address", ("IP", "client_ip", "Last login from")),
    "username": ("username", "username", ("Username", "user_id", "Login")),
    "staff number": ("staff", "staff-number", ("Staff number", "emp_no", "Payroll no")),
    "prison number": ("prison", "justice-id", ("Prison number", "noms_id", "Prisoner no")),
    "UPN": ("upn", "education-id", ("UPN", "upn", "Unique pupil number")),
    "orientation": ("orientation", "sexual-life", ("Sexual orientation", "sexuality", "Orientation")),
    "union": ("union", "trade-union", ("Trade union", "union_member", "Union")),
    "next of kin": ("name", "person-name", ("Next of kin", "nok_name", "Emergency contact")),
    "UPRN": ("uprn", "property-id", ("UPRN", "uprn", "Property ref")),
    "bare NI number": ("nino_bare", "national-insurance-number", ("NI number", "ni_no", "NINO")),
    "foreign phone": ("phone_foreign", "phone", ("Phone abroad", "phone2", "Contact number")),
    "surname first": ("surname_comma", "person-name", ("Employee", "applicant", "Tenant")),
    "ISO birth date": ("born_dash", "date-of-birth", ("Date of birth", "dob", "Born")),
    "offence": ("offence", "criminal-offence", ("Offence", "main_offence", "Conviction")),
    "CHI": ("chi", "health-id", ("CHI", "chi_number", "CHI no")),
    "old plate": ("plate_old", "vehicle-registration", ("Vehicle", "reg_mark", "VRM")),
}
"""Kinds that other tables draw from too."""

NEITHER: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "title": ("title", UNSCORED, ("Title", "title", "Salutation")),
    "middle initial": ("initial", UNSCORED, ("Middle initial", "mi", "Initial")),
    "address line 2": ("locality", UNSCORED, ("Address line 2", "addr2", "Locality")),
    "town": ("town", UNSCORED, ("Town", "post_town", "Address line 3")),
    "county": ("county", UNSCORED, ("County", "county", "Address line 4")),
}
"""Parts of names and homes that nobody is known by alone: right whatever is said of them."""

OTHER: dict[str, tuple[str, tuple[str, ...]]] = {
    "count": ("count", ("Count", "n", "Applications")),
    "big count": ("big", ("Population", "visits", "Page views")),
    "percent": ("percent", ("Per cent", "pct", "Share")),
    "amount": ("amount", ("Amount", "net_value", "Cost")),
    "year": ("year", ("Year", "fy", "Financial year")),
    "order": ("order10", ("Order", "order_no", "Invoice number")),
    "SKU": ("sku", ("Product", "sku", "Item code")),
    "ISBN": ("isbn", ("ISBN", "isbn13", "Book number")),
    "organisation": ("company", ("Supplier", "organisation", "Company")),
    "job": ("job", ("Job title", "role", "Post")),
    "status": ("status", ("Status", "state", "Outcome")),
    "department": ("department", ("Department", "directorate", "Team")),
    "area": ("area", ("Area code", "ons_code", "LSOA")),
    "version": ("version", ("Version", "release", "Build")),
    "stamp": ("stamp", ("Created", "updated_at", "Timestamp")),
    "score": ("score", ("Score", "rating", "Mark")),
}
"""Kind → (maker, headings): the 16 other columns of the table of all kinds."""

MORE_OTHER: dict[str, tuple[str, tuple[str, ...]]] = {
    "GTIN": ("gtin", ("GTIN", "ean", "Barcode")),
    "grid reference": ("grid", ("Grid ref", "os_grid", "Location")),
    "CPV": ("cpv", ("CPV code", "cpv", "Category")),
    "UUID": ("uuid", ("UUID", "record_guid", "Transaction")),
    "hash": ("sha256", ("SHA-256", "checksum", "Digest")),
    "project": ("project", ("Project", "programme_name", "Initiative")),
    "file": ("file_path", ("File", "path", "Document")),
    "URL": ("public_url", ("URL", "link", "Web page")),
    "ward": ("ward", ("Ward", "ward_name", "Electoral ward")),
    "country": ("country", ("Country", "destination", "Market")),
    "share": ("percent_sign", ("Share", "rate", "Take-up")),
    "station": ("coordinates", ("Station position", "latlon", "Coordinates")),
    "signed amount": ("signed", ("Variance", "movement", "Adjustment")),
    "case reference": ("case_reference", ("Case ref", "file_no", "Our reference")),
    "meeting": ("meeting_date", ("Meeting date", "decision_date", "Date received")),
    "flag": ("flag", ("Approved", "is_open", "VAT registered")),
    "remark": ("remark", ("Remarks", "notes", "Comment")),
    "street works": ("street_only", ("Works at", "road_name", "Site")),
    "sixteen digits": ("chance_luhn", ("Consignment", "tracking_no", "Meter")),
    "firm": ("firm", ("Contractor", "firm", "Provider")),
}
"""Other kinds that the other tables draw from too."""
