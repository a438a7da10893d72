"""Names of people in running text, in forms, letters and headers: what is found, exactly, and what is left alone."""

import random
import re
from itertools import pairwise

import pytest

from guardbook.detect.names import find_names
from guardbook.detect.names.lists import FORENAME, PLACE, SURNAME, WORD, known_words
from guardbook.detect.names.shapes import UPPER


def found_in(text: str) -> list[str]:
    return [text[match.start : match.end] for match in find_names(text)]


def unmark(marked: str) -> tuple[str, list[str]]:
    """Return the text without the marks ⟦ ⟧, and what stood between them."""
    return re.sub("[⟦⟧]", "", marked), re.findall("⟦(.*?)⟧", marked, re.S)


MARKED = [
    # behind a title
    "Mrs ⟦Thornbury⟧ said that the form had not come.",
    "The officer was Detective Sergeant ⟦Amina Yusuf⟧.",
    "We heard Professor Dame ⟦Carys Bevan⟧ and the Rev ⟦J. Okafor⟧.",
    "Cllr ⟦P Hill⟧ proposed and Cllr Mrs ⟦B Abbott⟧ seconded.",
    "Interview by PC 4123 ⟦Adeyemi⟧ at the station.",
    "Dr ⟦van der Berg⟧ agreed.",
    "Mr ⟦Long⟧ and Ms ⟦Xqilv⟧ attended.",
    # in labelled forms
    "Name: ⟦Nkechinyelu Ogbuagu⟧\nDate of birth: 12/03/1980",
    "Full name of applicant: ⟦Thivagaran Ganeshalingam⟧   DOB: 01/02/1975",
    "Surname: ⟦Longbottom-Achebe⟧\nForename(s): ⟦Anne Marie⟧\nTitle: Mrs",
    "First name\t⟦Zuzanna⟧\nLast name\t⟦Mróz⟧",
    "Applicant's name\n⟦Rhodri ap Gwilym⟧\n\nReason",
    "Patient: ⟦PATEL, Hasmukh⟧ (Mr)",
    "| Line manager | ⟦Siobhán O'Hara⟧ |",
    "name: ⟦jane smith⟧",
    "Child's name: ⟦Bo Li⟧; parent: ⟦Wei Li⟧",
    "Signed: ⟦Mark Hill⟧    Date: 12 May 2020",
    "Title: Mr  Forename: ⟦John⟧  Surname: ⟦Smith⟧  DOB: 01/01/1980",
    "Title      Mr        Forename      ⟦Jean-Luc⟧      Surname     ⟦Picard⟧      Grade  SEO",
    "Second witness's name:⟦Karen Whitfield⟧",
    # letters
    "Dear Ms ⟦Kowalska⟧,\n\nThank you for your letter.",
    "Dear ⟦Oluwaseun⟧\n\nIt was good to meet you.",
    "Dear ⟦Tom⟧ and ⟦Priya⟧,\n\nThank you.",
    "Yours sincerely\n\n\n⟦Ffion Llywelyn-Rees⟧\nHead of Policy",
    "Yours faithfully,\n⟦K. Ogbeidelumen⟧\n",
    "Kind regards,\n⟦Zuzia⟧\n",
    "Many thanks, ⟦Hamish⟧",
    # e-mail
    'From: "⟦Smith, Jane⟧ (Finance)" <x1@example.com>',
    "To: ⟦Tomasz Wójcik⟧ <t@example.com>; ⟦Li Xiaoming⟧ <x@example.com>",
    "Please write to ⟦Ysolda Quenneville⟧ (ysolda.quenneville@example.org).",
    # lists of people
    "Present: ⟦J Smith⟧ (Chair), ⟦Amara Eze⟧, Dr ⟦Wei Zhang⟧ and ⟦Ioan Popescu⟧\nApologies: ⟦R Patel⟧",
    "Attendees:\n- ⟦Gwenllian Pugh⟧, Finance\n- ⟦Kofi Mensah⟧, Legal\n",
    "Attendees: ⟦Jane Smith⟧ (JS), Home Office; ⟦Tom Brown⟧ (TB), HMT; ⟦Aisha Khan⟧ (AK), DWP",
    "Apologies: Cllrs ⟦Ahmed⟧, ⟦Bennett⟧ and ⟦Whitehouse⟧",
    # courts
    "LORD JUSTICE ⟦TREACY⟧ MRS JUSTICE ⟦WHIPPLE⟧ DBE and HIS HONOUR JUDGE ⟦PICTON⟧",
    "R v ⟦KENNETH JAMES NOYE⟧; before Her Honour Judge ⟦Matthews⟧ QC",
    # running text
    "Ysolda Wqarmby told them.".replace("Ysolda Wqarmby", "⟦Ysolda Wqarmby⟧"),
    "The form was signed, after a long and careful reading of all of it, by ⟦Margaret\nThornbury⟧ herself.",
    "I met ⟦Theresa May⟧ in Maidenhead with my mate ⟦Dave⟧.",
    "We spoke to ⟦Zbigniew Kowalski⟧ on Tuesday.",
    "⟦Priyanka Bhattacharjee⟧, 42, from Leeds, was charged.",
    "Allocated to ⟦Boateng, Efua⟧ on 3 April.",
    "It was ⟦John SMITH⟧ who called; ⟦SMITH, John⟧ is on file.",
    "JANE SMITH signed.".replace("JANE SMITH", "⟦JANE SMITH⟧"),
    "According to ⟦Dimitris Papadopoulos⟧'s manager, the file was lost.",
    "She is survived by her sons ⟦Kwame⟧ and ⟦Delroy⟧.",
    "A report by ⟦Abdul bin Rashid al-Hakim⟧ of the mosque.",
    "Prepared by ⟦Ifeanyichukwu Wxyzabor⟧ for the committee.",
    "⟦Mark Field⟧ MP said no.",
    "⟦Siân ap Rhys⟧, ⟦Ruaridh MacIntyre⟧ and ⟦Caoimhe O’Sullivan⟧ met ⟦Nguyen Thi Lan⟧.",
]


@pytest.mark.parametrize("marked", MARKED)
def test_a_name_is_found_from_its_first_to_its_last_letter(marked: str) -> None:
    text, names = unmark(marked)
    assert found_in(text) == names


NOBODY = [
    "Smith & Sons Ltd and John Lewis plc sell to Marks and Spencer.",
    "She studied at King's College London, near St Mary's Church in Victoria Street.",
    "The Department for Work and Pensions wrote to Leeds City Council.",
    "Grant Funding Agreement, Mark Scheme, Will Writing, Grace Period, Bill of Rights.",
    "On Monday 3 May the Spring Budget and the Autumn Statement were read.",
    "Lord Chancellor, Prime Minister, Chief Executive, General Practitioner, Major Projects.",
    "HOUSING BENEFIT REGULATIONS 2006\nCOUNCIL TAX REDUCTION SCHEME",
    "Annual Report and Accounts: Key Financial Data",
    "Dear Sir or Madam\n\nDear Colleague,\n\nDear All,",
    "from collections import OrderedDict\nclass ChainMap(MutableMapping):\n    return None",
    "The Jordan Valley, San Francisco, Puerto Rico, Lake Victoria and Hong Kong.",
    "Name: Annual Report\nContact: Customer Services\nAuthor: Cabinet Office",
    "Exhibit A. You may copy it. Section B. List the items.",
    "To: All Staff\nFrom: Human Resources",
    "Signed by None; raises ValueError. None of it. Is None.",
    "Manchester, Preston; Lincoln, Kent; Florence, Charlotte; Jordan, Chad.",
    "White British, Black Caribbean, Roman Catholic, Church of England.",
    "Stoke Gifford, Bradford Abbas, Temple Cloud, Drayton Bassett, Milton Keynes.",
    "Criminal Justice Bill; Ministry of Justice Grant; Youth Justice Board.",
    "The James Review, the Francis Report and Martha's Rule.",
    "",
]


@pytest.mark.parametrize("text", NOBODY)
def test_organisations_places_headings_and_code_are_nobody(text: str) -> None:
    assert [name for name in found_in(text) if name not in ("James", "Francis", "Martha")] == []


ORIGINS = {
    "English": ("Oliver Margaret Keith Jemima Rupert Tracey", "Hargreaves Featherstone Barraclough Brown Makepeace"),
    "Scottish and Irish": ("Niamh Hamish Caoimhe Padraig Eilidh", "McDonald O'Brien MacLeod Fitzgerald Farquharson"),
    "Welsh": ("Angharad Rhodri Heledd Iorwerth Siân", "Llewellyn Prytherch Bevan Gruffudd Pugh"),
    "South Asian": ("Priyanka Gurpreet Tahmina Venkatesh Nasreen", "Patel Begum Dhaliwal Subramaniam Chowdhury"),
    "West African": ("Oluwaseun Chukwuemeka Abena Folasade Kofi", "Adeyemi Okonkwo Mensah Owusu-Ansah Diallo"),
    "Polish": ("Zbigniew Agnieszka Małgorzata Łukasz Bożena", "Kowalski Wiśniewska Wójcik Szymański Nowak"),
    "Chinese": ("Wei Xiaoming Guoqiang Ka-Wai Meihua", "Zhang Cheung Ouyang Wong Kwok"),
    "Arabic": ("Abdullah Khadija Yousef Zaynab Hodan", "Hussein Warsame El-Sayed Haddad al-Rashid"),
    "Caribbean": ("Delroy Shanice Errol Novelette Winston", "Campbell Braithwaite Gayle Persaud Alleyne"),
}
SENTENCES = (
    "We spoke to {} on Tuesday about the leak.",
    "Name: {}\nDate of birth: 1 May 1980",
    "Yours sincerely\n\n{}\nHead of Licensing",
    "{} told the committee that costs had risen.",
    "The complaint was made by {} and her neighbour.",
    "From: {} <someone@example.org>\nSubject: Minutes",
)


@pytest.mark.parametrize("origin", ORIGINS)
def test_names_of_every_origin_are_found_alike(origin: str) -> None:
    forenames, surnames = (words.split() for words in ORIGINS[origin])
    names = [f"{forename} {surname}" for forename in forenames for surname in surnames]
    cases = [(sentence.format(name), name) for name in names for sentence in SENTENCES]
    share = sum(name in found_in(text) for text, name in cases) / len(cases)
    assert share >= 0.95


def test_a_surname_alone_counts_once_its_bearer_was_named() -> None:
    text = "Oluwaseun Adeyemi applied in May. Later Adeyemi withdrew, and Whitmore did not."
    assert found_in(text) == ["Oluwaseun Adeyemi", "Adeyemi"]


def test_a_word_that_is_also_a_surname_is_not_taken_for_a_later_mention() -> None:
    assert found_in("Mr Green objected. Green spaces matter.") == ["Green"]


def test_an_unknown_word_that_the_text_also_writes_small_is_no_later_mention() -> None:
    text = "Prepared by Ada Zorbling. The zorbling machine is old. Zorbling is fun."
    assert found_in(text) == ["Ada Zorbling"]


def test_a_doubtful_name_in_a_list_of_names_is_lent_the_sureness_of_its_neighbours() -> None:
    assert "May Banks" in found_in("Jane Smith, May Banks, Priya Patel")


def test_matches_lie_in_order_and_do_not_overlap() -> None:
    text = "\n".join(unmark(marked)[0] for marked in MARKED)
    matches = find_names(text)
    assert all(left.end <= right.start for left, right in pairwise(matches))
    assert {match.category for match in matches} == {"person-name"}
    assert all(0.5 <= match.confidence < 1 for match in matches)


def test_any_text_at_all_is_survived() -> None:
    generator = random.Random(1)
    pieces = [
        "Mr",
        "Dear ",
        ":",
        "\n",
        "Jane",
        " ",
        ",",
        "@",
        "O'",
        "-",
        "é",
        "<",
        "Name",
        ".",
        "ap",
        "\u00a0",
        "\x00",
        "名",
        "'s",
        "PC 1",
    ]
    for _ in range(300):
        text = "".join(generator.choices(pieces, k=40))
        assert all(0 <= match.start < match.end <= len(text) for match in find_names(text))


def test_capitals_of_every_latin_alphabet_begin_a_name() -> None:
    assert all(re.fullmatch(f"[{UPPER}]", letter) for letter in "AZÉÓŁŚŽŴİŞŐḌ")
    assert not re.search(f"[{UPPER}]", "azéółśžŵß0_-")


def test_the_lists_tell_forenames_surnames_words_and_places_apart() -> None:
    known = known_words()
    assert known["oluwaseun"] & FORENAME and not known["oluwaseun"] & WORD
    assert known["featherstonehaugh"] & SURNAME
    assert known["grant"] & FORENAME and known["grant"] & WORD
    assert known["lincoln"] & PLACE
    assert not known["the"] & (FORENAME | SURNAME)
