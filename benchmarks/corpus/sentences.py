"""Sentences and short texts with their personal values marked: templates filled from `values`."""

import re
from collections.abc import Iterator

from benchmarks.corpus.values import Values

CATEGORY = {
    "name": "person-name", "surname": "person-name", "forename": "person-name", "surname_first": "person-name",
    "address": "home-address", "address_lines": "home-address", "postcode": "postcode", "email": "email",
    "phone": "phone", "username": "username", "handle": "social-media-handle", "nino": "national-insurance-number",
    "nhs": "nhs-number", "chi": "health-id", "uln": "education-id", "upn": "education-id", "utr": "tax-reference",
    "pnc": "justice-id", "prison": "justice-id", "passport": "passport-number", "licence": "driving-licence-number",
    "plate": "vehicle-registration", "uprn": "property-id", "ho_reference": "immigration-id", "pesel": "national-id",
    "iban": "bank-account", "card": "payment-card", "salary": "financial", "born": "date-of-birth", "age": "age",
    "ip": "ip-address", "mac": "device-id", "imei": "device-id", "secret": "credential", "aws_key": "credential",
    "nationality": "nationality", "ethnicity": "ethnicity", "religion": "religion", "condition": "health",
    "orientation": "sexual-life", "offence": "criminal-offence", "party": "politics", "union": "trade-union",
    "bank": "bank-account",
}  # fmt: skip
"""Kind of value → category; a kind that is not here is not personal."""

TEMPLATES = tuple(
    text.strip("\n")
    for text in """
Dear {name},
---
Dear Mr {surname},
---
Dear Dr {surname}, thank you for your letter about the bins.
---
{name}
{address_lines}

Dear {name},

Thank you for your application.
---
Please send the forms to {name}, {address}.
---
She has lived at {address} since the spring.
---
Mr {surname} of {address} objected to the plans.
---
Name: {name}
Address: {address}
Tel: {phone}
---
Full name: {name}
Date of birth: {born}
NI number: {nino}
---
Surname: {surname}
Forename: {forename}
Nationality: {nationality}
---
Applicant: {name} ({email})
---
From: {name} <{email}>
To: Benefits team
Subject: my claim
---
Yours sincerely,

{name}
Senior case officer
---
Kind regards
{name}
{phone}
---
Present: {name} (Chair), {name}, {name}
---
Apologies were received from {name} and {name}.
---
{name} told the committee that the scheme had failed her.
---
We interviewed {name} and her neighbour {name} on {meeting_day}.
---
Witness statement of {name}
---
The claimant, {name}, was represented by counsel.
---
Cllr {name} asked when the road would be repaired.
---
Ms {surname} said she had not been told.
---
Signed: {name}
---
{surname_first}
---
Case worker: {name}. Case reference {order}.
---
Minutes taken by {name}.
---
Please contact {name} on {phone} or at {email}.
---
You can reach her on {phone}.
---
Mobile: {phone}
---
Ring {phone} and ask for the duty officer.
---
My e-mail is {email}, thanks.
---
Copies went to {email} and {email}.
---
Her National Insurance number is {nino}.
---
NINO {nino} was quoted on the form.
---
NI: {nino}, born {born}.
---
The patient's NHS number is {nhs}.
---
NHS No. {nhs} was referred on {meeting_day}.
---
Patient {name} (NHS {nhs}) did not attend.
---
CHI: {chi}
---
Her CHI number, {chi}, is on the referral.
---
Unique learner number {uln}
---
ULN: {uln}; course code 4102.
---
UPN {upn} has moved to another school.
---
His UTR is {utr}.
---
Unique Taxpayer Reference: {utr}
---
PNC {pnc} refers.
---
PNC ID: {pnc}
---
Prisoner number {prison} was transferred on {meeting_day}.
---
Passport number {passport} expires next year.
---
He travelled on British passport {passport}.
---
Driving licence number: {licence}
---
DVLA hold licence {licence} for her.
---
The car, registration {plate}, was seen outside.
---
Vehicle reg {plate} has no tax.
---
UPRN {uprn}
---
The property's UPRN is {uprn}.
---
Home Office reference: {ho_reference}
---
Her Polish PESEL is {pesel}.
---
Please pay IBAN {iban}.
---
Refund to {iban} by Friday.
---
Sort code {sort_code}, account number {account}.
---
Card number {card}, expiry 04/28.
---
He paid with card {card}.
---
Her annual salary is {salary}.
---
He earns a salary of {salary} a year.
---
DOB {born}
---
She was born on {born} in Leeds.
---
Date of birth: {born}
---
The claimant is aged {age} and lives alone.
---
A {age}-year-old man was taken to hospital.
---
Login from {ip} failed twice.
---
The request came from IP {ip}.
---
MAC address {mac} was blocked.
---
IMEI: {imei}
---
Username: {username}
---
username={username} password={secret}
---
The password is {secret}
---
aws_access_key_id = {aws_key}
---
Twitter: {handle}
---
Nationality: {nationality}
---
She is a {nationality} national.
---
Ethnicity: {ethnicity}
---
Ethnic group: {ethnicity}
---
Religion: {religion}
---
He is a practising {religion}.
---
She was diagnosed with {condition} in 2019.
---
He suffers from {condition} and cannot work nights.
---
Medical history: {condition}
---
Sexual orientation: {orientation}
---
He came out as {orientation} at work.
---
She was convicted of {offence} in 2015.
---
Previous convictions: {offence}
---
He is a member of the {party}.
---
Trade union: {union}
---
She is a {union} member and asked for her rep.
---
The postcode is {postcode}.
---
Deliver to {postcode} please.
---
The department spent {money} with {company} in March.
---
Invoice {order} from {company} is due on {meeting_day}.
---
Purchase order {order} was raised for {count} units.
---
There were {count} applications in {area}, up from {count}.
---
Version {version} fixes the fault; upgrade from {version}.
---
ISBN {isbn}, second edition.
---
The board of {company} met on {meeting_day} and agreed the budget of {money}.
---
A total of {count} passengers used the station, against {count} a year ago.
---
Part number {order} replaces part number {order}.
---
Officials in the Department for Transport published the review on {meeting_day}.
---
Ticket {order} was closed without further action.
---
The hospital treated {count} people with asthma, and cancer services were extended.
---
The Church of England and the Muslim Council of Britain welcomed the guidance.
---
Labour Party policy on housing was debated in the House on {meeting_day}.
---
Unemployment fell in the North East; the rate in {area} was 4.2%.
---
Crime fell: burglary by 4%, fraud by 2%, and theft from vehicles by 11%.
---
The average salary in the sector rose by 3.1% in the year.
---
Send the return by {meeting_day} to the Companies Registry, quoting {order}.
---
Grant Thornton and Ernst & Young were paid {money}.
---
King's College London and St Mary's Hospital took part in the study.
---
Victoria Street was closed between {meeting_day} and the end of the month.
---
The tender closes at noon; lot {order} has a ceiling of {money}.
---
Guidance on data protection was reissued in version {version}.
""".split("\n---\n")
)


def fill(template: str, values: Values) -> tuple[str, list[tuple[int, int, str]]]:
    """Return a text made from a template, and the places and categories of the personal values in it."""
    text, spans, last = "", [], 0
    for match in re.finditer(r"\{(\w+)\}", template):
        text += template[last : match.start()]
        value = values.make(match[1]).strip()
        if match[1] in CATEGORY:
            spans.append((len(text), len(text) + len(value), CATEGORY[match[1]]))
        if match[1] in ("address", "address_lines"):  # a postcode in an address is found as both
            code = value.replace("\n", ", ").rpartition(", ")[2]
            spans.append((len(text) + len(value) - len(code), len(text) + len(value), "postcode"))
        if match[1] in ("sort_code", "account"):
            spans.append((len(text), len(text) + len(value), "bank-account"))
        text += value
        last = match.end()
    return text + template[last:], spans


def sentences(count: int, seed: int) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Yield `count` texts, each template as often as any other."""
    values = Values(seed)
    for number in range(count):
        yield fill(TEMPLATES[number % len(TEMPLATES)], values)
