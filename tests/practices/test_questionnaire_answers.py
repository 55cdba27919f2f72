"""What the questions about a practice refuse, each with a sentence that says what to do, and what they understand."""

import pytest
from answered import ALL, LEAST, make_values
from django.utils import translation

from core.partial_date import PartialDate
from practices.questionnaire.forms.fields import Amount, LongWords, WebAddress, WholeNumber
from practices.questionnaire.questions import QUESTIONNAIRE
from submissions.dates import PartialDateInput


@pytest.fixture
def values(db):
    return make_values()


def errors(**changed):
    names = {name.replace("__", "-"): value if isinstance(value, list) else [value] for name, value in changed.items()}
    return QUESTIONNAIRE.bound(LEAST | names).errors()


def flat(found):
    """Every sentence, whether of a field, a row or all rows."""
    for value in found.values():
        for entry in value:
            if isinstance(entry, dict):
                yield from (str(sentence) for sentences in entry.values() for sentence in sentences)
            else:
                yield str(entry)


WRONG = {
    "no title": ({"title": ""}, "Write something here."),
    "title too long": (
        {"title": "x" * 91},
        "This is longer than there is room for: at most 90 characters, and here are 91.",
    ),
    "text too long": (
        {"what_we_do": "x" * 4001},
        "This is longer than there is room for: at most 4000 characters, and here are 4001.",
    ),
    "no country": ({"place__0__country": ""}, "Tell in which country it is done."),
    "unknown country": ({"place__0__country": "ZZ"}, "Choose a country from the list."),
    "no organisation": ({"owner_name": " "}, "Write something here."),
    "an id that is none": ({"owner": "1; DROP TABLE"}, "The organisation was not found. Write its name."),
    "partner twice": (
        {"partner__0__partner_name": "Malmö stad", "partner__1__partner_name": "MALMÖ STAD"},
        "This organisation stands here twice. Keep one of them.",
    ),
    "unknown role": ({"partner__0__partner_name": "A", "partner__0__role": "boss"}, "Choose one from the list."),
    "unknown theme": (
        {"themes": "nothing-such"},
        "Something was chosen that is not in the list. Choose again.",
    ),
    "a group as a theme": ({"themes": "women"}, "Something was chosen that is not in the list. Choose again."),
    "four groups": (
        {"groups": ["newcomers", "women", "professionals", "older-people"]},
        "Choose at most 3: the ones that fit best.",
    ),
    "two main ones": (
        {
            "themes": ["volunteering", "sport-and-outdoor-life"],
            "main_theme": ["volunteering", "sport-and-outdoor-life"],
        },
        "Only one can be the main one. Choose one.",
    ),
    "main one not chosen": (
        {"themes": ["volunteering", "literacy-training"], "main_theme": "sport-and-outdoor-life"},
        "The main one must be one of those you ticked.",
    ),
    "a theme within another": (
        {"themes": ["literacy-training", "language-and-civic-orientation"]},
        "“literacy training” lies within “language and civic orientation”: keep one of them.",
    ),
    "beneficiaries of direct work": (
        {"groups": "women", "beneficiaries": "newcomers"},
        "Tick nobody here, or tick above the people you work with for their sake.",
    ),
    "eighth building block": (
        {f"block__{number}__title": f"Block {number}" for number in range(8)},
        "There are too many rows here. Keep at most 7.",
    ),
    "thousand building blocks": ({"block__999__title": "Far away"}, "There are too many rows here. Keep at most 7."),
    "building block without name": ({"block__0__how": "With care."}, "Write something here."),
    "no such date": ({"started": "31.2.2021"}, "There is no such date."),
    "a date in words": (
        {"started": "a while ago"},
        "Write a year such as 2021, or a month and a year such as March 2021 or 3/2021.",
    ),
    "a year of two figures": (
        {"started": "3/21"},
        "Write a year such as 2021, or a month and a year such as March 2021 or 3/2021.",
    ),
    "an old year": ({"started": "0021"}, "Check the year: write all four figures, such as 2021."),
    "ended before": ({"started": "2021", "ended": "2020"}, "This is before it started. Check both dates."),
    "running unknown": ({"is_running": "perhaps"}, "Choose one from the list."),
    "too many people": ({"participants_per_year": "1000001"}, "This number is too large: at most 1000000."),
    "negative people": ({"participants_per_year": "-1"}, "Write a number that is 0 or more."),
    "people in words": ({"participants_per_year": "many"}, "Write a whole number, such as 140."),
    "result without outcome": ({"result__0__value": "54 %"}, "Choose one from the list."),
    "unknown outcome": ({"result__0__outcome": "outcome-z9"}, "Choose one from the list."),
    "negative money": (
        {"cost__0__phase": "start", "cost__0__total": "-5", "cost__0__currency": "SEK", "cost__0__year": "2025"},
        "Write a number that is 0 or more.",
    ),
    "no currency": (
        {"cost__0__phase": "start", "cost__0__total": "5", "cost__0__year": "2025"},
        "Choose the currency of the amount.",
    ),
    "no year of prices": (
        {"cost__0__phase": "start", "cost__0__total": "5", "cost__0__currency": "SEK"},
        "Write the year of the prices, such as 2025.",
    ),
    "same cost twice": (
        {"cost__0__phase": "start", "cost__1__phase": "start"},
        "This cost stands here twice. Keep one.",
    ),
    "unknown resource": ({"resource__0__kind": "magic"}, "Choose one from the list."),
    "law of nowhere": (
        {"legal__0__kind": "limits", "legal__0__text": "No."},
        "Choose the country.",
    ),
    "nobody to ask": (
        {"contact__0__email": ""},
        "Tell how somebody can be reached: an e-mail address, or a website.",
    ),
    "wrong address": ({"contact__0__email": "anna"}, "Write an e-mail address, such as anna@example.org."),
    "script as an address": ({"website": "javascript:alert(1)"}, "A web address looks like https://example.org/page."),
    "unknown language": ({"contact__0__languages": "xx"}, "Choose one from the list."),
    "null character": ({"problem": "a\x00b"}, "Null characters are not allowed."),
    "null character in a choice": ({"scale": "level\x00local"}, "Choose one from the list."),
}


@pytest.mark.parametrize(("changed", "sentence"), WRONG.values(), ids=WRONG)
def test_wrong_answers_are_told_what_to_do(values, changed, sentence):
    assert sentence in list(flat(errors(**changed)))


def test_an_answer_to_everything_is_right(values):
    assert QUESTIONNAIRE.bound(ALL).errors() == {}


def test_markup_stays_the_text_it_is(values):
    bound = QUESTIONNAIRE.bound(LEAST | {"title": ["<b>Café</b> <script>alert(1)</script>"]})
    assert bound.errors() == {}
    assert bound.told["title"] == "<b>Café</b> <script>alert(1)</script>"
    assert "<script>" not in str(bound.forms["name"]["title"])


def test_short_texts_are_no_mistake(values):
    assert errors(title="Café", one_liner="We talk.", what_we_do="Talk.") == {}


def test_a_website_is_a_way_to_reach_somebody(values):
    assert errors(contact__0__email="", website="example.org") == {}


def test_what_is_missing_stands_at_the_first_row(values):
    bound = QUESTIONNAIRE.bound({"place-TOTAL_FORMS": ["1"], "contact-TOTAL_FORMS": ["1"]})
    bound.errors()
    assert [list(form.errors) for form in bound.parts["place"].forms] == [["country"]]
    assert [list(form.errors) for form in bound.parts["contact"].forms] == [["email"]]
    assert bound.parts["place"].forms[0].errors.as_data()["country"][0].code == "required"


def test_a_row_that_holds_nothing_but_its_id_is_empty(values):
    assert errors(block__0__id="7b0c3f52-6c1e-4b7c-9a43-1f2f6b6c9a10") == {}


@pytest.mark.parametrize("counter", ["", "abc", "-1", "99999999999999999999", "0"])
def test_the_counter_of_rows_is_not_believed(values, counter):
    bound = QUESTIONNAIRE.bound(LEAST | {"block-TOTAL_FORMS": [counter], "block-0-title": ["One"]})
    assert bound.errors() == {}
    assert [told["title"] for told in bound.parts["block"].told()] == ["One"]


def test_one_more_row_can_be_asked_for(values):
    bound = QUESTIONNAIRE.bound(LEAST | {"block-TOTAL_FORMS": ["2"], "block-0-title": ["One"]})
    assert len(bound.parts["block"].forms) == 2


def test_the_main_one_is_asked_for_among_several(values):
    form = QUESTIONNAIRE.bound(LEAST | {"themes": ["volunteering", "literacy-training"]}).forms["topic"]
    assert [label for _value, label in form.fields["main_theme"].choices] == ["volunteering", "literacy training"]
    assert "main_theme" in [field.name for field in form.basic()]
    form = QUESTIONNAIRE.bound(LEAST | {"themes": ["volunteering"]}).forms["topic"]
    assert "main_theme" not in [field.name for field in form.basic()]


def test_themes_stand_in_groups_that_open_where_something_is_chosen(values):
    html = str(QUESTIONNAIRE.bound(LEAST | {"themes": ["literacy-training"]}).forms["topic"]["themes"])
    assert html.count("<details") == 1
    assert '<details class="choice-group" open>' in html
    assert html.count("checked") == 1


def test_lists_offer_what_can_be_chosen(values):
    bound = QUESTIONNAIRE.bound(LEAST | {"result-0-outcome": ["outcome-c1"], "scale": ["level-local"]})
    offered = [list(each) for each in bound.forms["where"].fields["scale"].choices]
    assert [value for value, _label in offered] == ["", "level-local"]
    html = str(bound.parts["result"].forms[0]["outcome"])
    assert '<option value="">Choose what changed</option>' in html
    assert '<option value="outcome-c1" selected>' in html


def test_labels_are_in_the_language_of_the_page(values):
    with translation.override("sv"):
        html = str(QUESTIONNAIRE.bound(LEAST).forms["topic"]["themes"])
    assert "literacy training (sv)" in html


def test_more_stands_apart_and_opens_when_it_is_told(values):
    form = QUESTIONNAIRE.bound(LEAST).forms["name"]
    assert ([f.name for f in form.basic()], [f.name for f in form.extra()]) == (["title", "one_liner"], ["summary"])
    assert not form.has_more_told()
    assert QUESTIONNAIRE.bound(LEAST | {"summary": ["Short."]}).forms["name"].has_more_told()


@pytest.mark.parametrize(
    ("typed", "date"),
    {
        "2021": PartialDate(2021),
        "2021-03": PartialDate(2021, 3),
        "3/2021": PartialDate(2021, 3),
        "03.2021": PartialDate(2021, 3),
        "17.3.2021": PartialDate(2021, 3, 17),
        "2021-03-17": PartialDate(2021, 3, 17),
        "March 2021": PartialDate(2021, 3),
        "mars 2021": PartialDate(2021, 3),
        "Maaliskuu 2021": PartialDate(2021, 3),
        "maaliskuussa 2021": PartialDate(2021, 3),
        "sept. 2021": PartialDate(2021, 9),
        "17 mars 2021": PartialDate(2021, 3, 17),
        "March 17, 2021": PartialDate(2021, 3, 17),
        "maí 2021": PartialDate(2021, 5),
        "": None,
    }.items(),
)
def test_dates_are_read_as_people_type_them(typed, date):
    assert PartialDateInput("Date").clean(typed) == date


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1400", 1400), ("1 400", 1400), ("1.400", 1400), ("1\u00a0400", 1400), ("", None)],
)
def test_whole_numbers(typed, number):
    assert WholeNumber("Number", most=10_000).clean(typed) == number


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("95 000", "95000"), ("95.000", "95000"), ("95,000", "95000"), ("0,1", "0.1"), ("95000.50", "95000.50")],
)
def test_amounts(typed, amount):
    assert str(Amount("Amount", digits=14).clean(typed)) == amount


@pytest.mark.parametrize(
    ("pasted", "text"),
    [
        ("•\tOne\r\n•\tTwo", "- One\n- Two"),
        ("·       One", "- One"),
        ("o\tInner", "- Inner"),
        ("1.\tOne\n2)\tTwo", "1. One\n2. Two"),
        ("– an aside, not a list", "– an aside, not a list"),
        ("- One\n\nTwo", "- One\n\nTwo"),
    ],
)
def test_lists_of_a_word_processor(pasted, text):
    assert LongWords(100, "Text").clean(pasted) == text


def test_a_web_address_needs_no_beginning():
    assert WebAddress("Address").clean("example.org/a") == "https://example.org/a"
