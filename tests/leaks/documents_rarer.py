"""Leaks in OpenDocument texts and RTF in rarer places: forms, programs, printed-by, styles, headers, pictures."""

from pathlib import Path

from tests.leaks import drawing, words
from tests.leaks.collecting import Leaks
from tests.leaks.documents_odf import OFFICE, flat, flat_text, written
from tests.leaks.documents_rtf import OPENING, circular, escaped, rtf
from tests.leaks.package import opened
from tests.leaks.words import NOTICE, OCR

ODT, RTF = Leaks("ODT", ".odt"), Leaks("RTF", ".rtf")


@ODT.case("hidden-control", "hidden control of a form", "hidden-field hidden-text other-part", NOTICE, needs=OFFICE)
def hidden_control(path: Path, leak: bool) -> None:
    control = f'<form:hidden form:name="case" form:value="{words.NUMBERS}"/>' if leak else ""
    forms = (
        '<office:forms xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0"><form:form form:name="Form">'
        f"{control}</form:form></office:forms>"
    )
    written(flat_text(before=forms), path)


@ODT.case("macro", "macro with data", "macro", NOTICE, needs=OFFICE)
def macro(path: Path, leak: bool) -> None:
    written(flat_text(), path, _add_macro if leak else None)


def _add_macro(path: Path) -> None:
    """Put in a module of Basic, as Tools, Macros does."""
    library = "http://openoffice.org/2000/library"
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    with opened(path) as package:
        package.add(
            "Basic/script-lc.xml",
            f'{head}<library:libraries xmlns:library="{library}"><library:library library:name="Standard"'
            ' library:link="false"/></library:libraries>',
        )
        package.add(
            "Basic/Standard/script-lb.xml",
            f'{head}<library:library xmlns:library="{library}" library:name="Standard" library:readonly="false"'
            ' library:passwordprotected="false"><library:element library:name="Module1"/></library:library>',
        )
        package.add(
            "Basic/Standard/Module1.xml",
            f'{head}<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"'
            f' script:language="StarBasic">Sub Main\n\' {words.COMPLAINT}\nEnd Sub</script:module>',
        )


ODT.case("printed-by", "name of whoever printed it", "document-properties", NOTICE, needs=OFFICE)(
    flat(meta=f"<meta:printed-by>{words.EMPLOYEE}</meta:printed-by>")
)
ODT.case("script-field", "script kept between the words", "macro hidden-text field-code", NOTICE, needs=OFFICE)(
    flat(body=f'<text:p><text:script text:language="JavaScript">var note = "{words.HOME}";</text:script></text:p>')
)
FRAME = (
    '<style:style style:name="fr1" style:family="graphic"><style:graphic-properties style:horizontal-pos="from-left"'
    ' style:horizontal-rel="page" style:vertical-pos="from-top" style:vertical-rel="page"/></style:style>'
)
BESIDE = (
    '<text:p><draw:custom-shape draw:style-name="fr1" text:anchor-type="page" text:anchor-page-number="1" svg:x="-40cm"'
    ' svg:y="2cm" svg:width="10cm" svg:height="2cm"><text:p>{}</text:p></draw:custom-shape></text:p>'
)
ODT.case(
    "off-page-shape", "shape with words beside the page", "off-slide outside-page unseen-text", NOTICE, needs=OFFICE
)(flat(body=BESIDE.format(words.HEALTH), styles=FRAME))


@RTF.case("hidden-by-style", "text hidden by its style", "hidden-text", NOTICE)
def hidden_by_style(path: Path, leak: bool) -> None:
    styles = r"{\stylesheet{\ql\f1\fs22 \snext0 Normal;}{\*\cs15 \additive \v\fs22 Internal;}}"
    text = circular(OPENING + (rf"{{\cs15\v {escaped(words.CLOSURE)}}}" if leak else ""))
    start = text.index(r"{\stylesheet")
    rtf(path, text[:start] + styles + text[text.index("}}", start) + 2 :])


@RTF.case("hidden-in-codes", "hidden text whose letters are written as numbers", "hidden-text", NOTICE)
def hidden_in_codes(path: Path, leak: bool) -> None:
    codes = "".join(rf"\u{ord(letter)}?" for letter in words.DISMISSAL)
    rtf(path, circular(OPENING + (rf"\v {codes}\v0 " if leak else "")))


@RTF.case("first-header", "header of a first page that is not used", "header-footer hidden-text", NOTICE)
def unused_first_header(path: Path, leak: bool) -> None:
    header = rf"{{\headerf \pard Drafted for {escaped(words.HOME)}\par}}"
    rtf(path, circular((header if leak else "") + OPENING))


@RTF.case("form-field", "former value of a form field", "hidden-field field-code validation-list", NOTICE)
def form_field(path: Path, leak: bool) -> None:
    former = rf"{{\*\ffdeftext {escaped(words.HOME)}}}" if leak else ""
    group = (
        r"{\field{\*\fldinst { FORMTEXT }{\*\formfield{\fftype0\fftypetxt0{\*\ffname Text1}" + former + "}}}"
        r"{\fldrslt See below}}"
    )
    rtf(path, circular(OPENING + group))


@RTF.case("picture-place", "place of a photograph", "picture-location picture-metadata", NOTICE, needs=OCR)
def picture_place(path: Path, leak: bool) -> None:
    options = {"exif": drawing.exif_with_place()} if leak else {}
    photo = drawing.as_bytes(drawing.scenery((160, 120)), "JPEG", **options).hex()
    rtf(path, circular(rf"{OPENING}{{\pict\jpegblip\picw160\pich120\picwgoal2400\pichgoal1800 {photo}}}"))


LEAKS = ODT.listed + RTF.listed
