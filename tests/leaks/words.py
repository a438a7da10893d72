"""The words of the files: what a department publishes, and what it must not. All persons are fictional."""

from tests.leaks.fiction import Paper

TITLE = "Changes to the visitor permit scheme"
PARAGRAPHS = (
    "The Department for Example Affairs is changing how visitor permits are issued. From 3 June applications are made"
    " online, and permits are sent by post within ten working days.",
    "The fee stays at £25. Permits that were issued before the change remain valid until they expire.",
    "In the first quarter 1,204 permits were issued, 3% more than in the same quarter of the year before.",
)
CONTACT = "Press office: 020 7946 0123, press.office@dea.example.gov.uk"

NOTICE = Paper(
    TITLE,
    "",
    [("Region", "Permits"), ("North", "412"), ("South", "633"), ("Islands", "159")],
    f'title = "{TITLE}"\naudience = "public"\nallow = ["phone", "email"]\n',
    (TITLE, "The fee stays at £25.", "020 7946 0123"),
)
"""A press notice; its publisher declares that the press office may be reached."""
OCR = ("tesseract",)
"""What a case needs whose words are in a picture."""

CLOSURE = "We will announce the closure of the Hartlepool office on 4 May."
DISMISSAL = "Legal advice was that the scheme breaks the procurement rules, so we should keep this out of the notice."
HOME = "Margaret Okafor, 14 Larch Close, Ilkley, LS29 9QX"
HEALTH = "Kevin Hartley was diagnosed with multiple sclerosis in March and is on long-term sick leave."
NUMBERS = "Thomas Adeyemi, National Insurance number QQ 12 34 56 C, date of birth 17/03/1968"
COMPLAINT = "Mrs Priya Raman of 8 Station Road, Penrith, CA11 7ZZ, telephone 07700 900412, complained twice."
EMPLOYEE = "Jane Whitfield"
EMPLOYEE_EMAIL = "jane.whitfield@dea.example.gov.uk"

STAFF_ROWS = (
    ("Name", "Home address", "Salary"),
    ("Jane Whitfield", "3 Mill Lane, Otley, LS21 3ZZ", "£48,210"),
    ("Thomas Adeyemi", "22 Rowan Terrace, Leeds, LS6 2QQ", "£39,700"),
    ("Priya Raman", "8 Station Road, Penrith, CA11 7ZZ", "£52,900"),
)
"""A table of staff that nobody meant to publish."""
