"""Writing a draft: each press saves what is typed, whatever it is, and nothing is ever lost."""

import pytest
from django.core.exceptions import ValidationError
from pages import parsed, texts
from small_questionnaire import QUESTIONS, BlockForm, TitleForm
from writing import START

from editorial.models import Proposal

pytestmark = pytest.mark.django_db


def test_begins_without_account_and_goes_from_question_to_question(browser):
    assert browser.begin().headers["Location"] == browser.at("name")
    assert browser.save("name", title="Language café").headers["Location"] == browser.at("doing")
    assert browser.save("doing", doing="We talk.", groups=["women", "men"]).headers["Location"] == browser.at("parts")
    assert browser.save("parts").headers["Location"] == browser.at()
    assert browser.draft.answers == {"title": ["Language café"], "doing": ["We talk."], "groups": ["women", "men"]}
    assert browser.draft.version == 3
    assert (browser.draft.language, browser.draft.interface_language) == ("fi", "en")


def test_back_and_later_save_too(begun):
    begun.save("name", title="Café")
    assert begun.save("doing", doing="One", go="back").headers["Location"] == begun.at("name")
    assert begun.draft.question == "name"
    assert begun.save("doing", doing="Two", go="later").headers["Location"] == begun.at() + "?saved=1"
    assert begun.draft.answers == {"title": ["Café"], "doing": ["Two"]}
    assert begun.draft.question == "doing"


def test_a_missing_answer_keeps_nobody_from_going_on(begun):
    assert begun.save("name").status_code == 303
    assert texts(parsed(begun.go("name")), ".field-error") == []
    assert texts(parsed(begun.go("name", "?check=1")), ".field-error") == ["This field is required."]


def test_a_wrong_answer_is_saved_and_said(begun):
    answer = begun.save("name", title="Café", started="long ago")
    assert answer.status_code == 422
    assert texts(parsed(answer), ".field-error") == ["Enter a whole number."]
    assert begun.draft.answers == {"title": ["Café"], "started": ["long ago"]}
    assert 'value="long ago"' in answer.content.decode()
    assert begun.save("name", title="Café", started="long ago", go="back").status_code == 303


def test_rows_are_added_and_taken_away_by_buttons(begun):
    fields = {"block-TOTAL_FORMS": "0", "block-INITIAL_FORMS": "0"}
    assert begun.save("parts", go="add-block", **fields).headers["Location"] == begun.at("parts") + "#rows-block"
    two = fields | {"block-TOTAL_FORMS": "2", "block-0-name": "Coffee", "block-1-name": "Talk"}
    begun.save("parts", go="add-block", **two)
    page = parsed(begun.go("parts"))
    assert [node.attrs.get("value", "") for node in page.query(".row input[type=text]")] == ["Coffee", "Talk", ""]
    three = two | {"block-TOTAL_FORMS": "3", "block-2-name": "Song"}
    begun.save("parts", go="remove-block-0", **three)
    assert begun.draft.answers == {
        "block-TOTAL_FORMS": ["2"],
        "block-INITIAL_FORMS": ["0"],
        "block-0-name": ["Talk"],
        "block-1-name": ["Song"],
    }


def test_all_questions_on_one_page(begun):
    assert len(parsed(begun.go("all")).query("form.question section.section-of-form")) == 3
    answer = begun.save("all", title="Café", doing="We talk.")
    assert answer.headers["Location"] == begun.at()
    assert begun.draft.answers == {"title": ["Café"], "doing": ["We talk."]}
    assert begun.save("all", title="Café", started="x").status_code == 422


def test_the_overview_tells_what_is_answered_and_what_is_needed(begun):
    begun.save("doing", doing_not_known="on")
    page = parsed(begun.go())
    assert texts(page, ".questions .small") == ["not yet", "answered", "not yet"]
    assert texts(page, ".needed li") == ["What is it called? – Title: This field is required."]
    assert texts(page, ".lead") == ["1 of 3 questions answered."]


def test_two_windows_at_different_questions_do_not_disturb_each_other(begun):
    seen = begun.seen_on("doing")
    begun.save("name", title="Café")
    assert begun.save("doing", seen=seen, doing="We talk.").status_code == 303
    assert begun.draft.answers == {"title": ["Café"], "doing": ["We talk."]}


def test_two_windows_at_one_question_are_merged_by_field(begun):
    begun.save("doing", doing="We talk.")
    seen = begun.seen_on("doing")
    begun.save("doing", doing="We talk.", groups=["women"])
    assert begun.save("doing", seen=seen, doing="We sing.").status_code == 303
    assert begun.draft.answers == {"doing": ["We sing."], "groups": ["women"]}


def test_the_later_one_sees_both_texts(begun):
    seen = begun.seen_on("doing")
    begun.save("doing", doing="Hers")
    answer = begun.save("doing", seen=seen, doing="Mine")
    page = parsed(answer)
    assert answer.status_code == 409
    assert (texts(page, "blockquote"), texts(page, "textarea")) == (["Hers"], ["Mine"])
    assert begun.draft.answers == {"doing": ["Hers"]}
    assert "data-unsaved" in page.query_one("form.question").attrs  # so the device keeps it
    shown = page.query_one("input[name=seen]").attrs["value"]
    assert begun.save("doing", seen=shown, doing="Hers and mine").status_code == 303
    assert begun.draft.answers == {"doing": ["Hers and mine"]}


def test_the_other_text_is_told_in_the_words_of_the_page(begun):
    seen = begun.seen_on("doing")
    begun.save("doing", groups=["women", "men"], doing_not_known="on")
    answer = begun.save("doing", seen=seen, groups=["men"], doing="Mine", doing_not_known="")
    assert texts(parsed(answer), "blockquote p") == ["Women", "Men"]
    seen = begun.seen_on("parts")
    rows = {"block-TOTAL_FORMS": "1", "block-INITIAL_FORMS": "0", "block-0-name": "Coffee"}
    begun.save("parts", **rows, **{"block-0-minutes": "30"})
    page = parsed(begun.save("parts", seen=seen, **rows))
    assert texts(page, "blockquote dt, blockquote dd") == ["Name of the part", "Coffee", "Minutes", "30"]
    assert page.query_one("blockquote dd").attrs["lang"] == "fi"


def test_or_takes_the_other_text(begun):
    seen = begun.seen_on("doing")
    begun.save("doing", doing="Hers")
    assert begun.save("doing", seen=seen, doing="Mine", take="doing").status_code == 303
    assert begun.draft.answers == {"doing": ["Hers"]}


def test_saving_while_one_writes(begun):
    answer = begun.save("doing", doing="We t", go="autosave")
    assert answer.json()["version"] == 2
    assert begun.save("doing", seen=answer.json()["seen"], doing="We talk", go="autosave").json()["version"] == 3
    conflict = begun.save("doing", seen="", doing="Other", go="autosave")
    assert (conflict.status_code, begun.draft.answers) == (409, {"doing": ["We talk"]})


def test_what_has_not_changed_is_not_a_new_version(begun):
    begun.save("doing", doing="We talk")
    begun.save("doing", doing="We talk")
    assert begun.draft.version == 2


def test_pressed_twice_begins_once(browser):
    key = "11111111-1111-4111-8111-111111111111"
    first = browser.begin(key=key).headers["Location"]
    assert browser.begin(key=key).headers["Location"] == first
    assert type(browser)().begin(key=key).headers["Location"] == first  # before the cookie of the first answer came
    assert Proposal.objects.count() == 1


def test_a_draft_is_thrown_away_when_asked_again(begun):
    begun.save("name", title="Café")
    assert begun.go("throw-away").status_code == 200
    assert begun.client.post(begun.at("throw-away")).status_code == 200
    begun.draft.refresh_from_db()
    assert (begun.draft.state, begun.draft.answers, begun.draft.email) == ("discarded", {}, "")
    assert begun.go().status_code == 302


def test_start_page_tells_the_questions(browser):
    page = parsed(browser.client.get(START))
    assert len(page.query("details.example li")) == 3
    assert [node.attrs["value"] for node in page.query("select[name=language] option[selected]")] == ["en"]


def test_pages_need_few_statements_whatever_is_written(begun, django_assert_max_num_queries):
    begun.save("all", title="Café", doing="We talk.", **{f"block-{row}-name": "Part" for row in range(30)})
    for page in ("", "name", "parts", "all", "send"):
        with django_assert_max_num_queries(4):
            assert begun.go(page).status_code == 200
    with django_assert_max_num_queries(12):
        assert begun.save("name", seen=begun.seen_on("name"), title="Other").status_code == 303


def test_only_pages_that_are_not_saved_say_so(begun):
    begun.save("doing", doing="We talk.")
    wrong = begun.save("name", title="Café", started="long ago")
    too_long = begun.save("doing", doing="ö" * 110_000)
    pages = [parsed(answer).query_one("form.question").attrs for answer in (begun.go("doing"), wrong, too_long)]
    assert ["data-unsaved" in attrs for attrs in pages] == [False, False, True]


def test_what_is_wrong_with_a_page_as_a_whole_is_said_above_it(begun, monkeypatch):
    def wrong(form):
        raise ValidationError("These do not go together.")

    monkeypatch.setattr(TitleForm, "clean", wrong)
    monkeypatch.setattr(BlockForm, "clean", wrong)
    monkeypatch.setattr(QUESTIONS[2].parts["block"], "clean", wrong)
    one = parsed(begun.save("name", title="Café"))
    rows = {"block-TOTAL_FORMS": "1", "block-INITIAL_FORMS": "0", "block-0-name": "Coffee"}
    several = parsed(begun.save("parts", **rows))
    for page, anchors in ((one, ["#fields-name"]), (several, ["#rows-block", "#row-block-0"])):
        links = page.query("[role=alert][tabindex='-1'] a")
        assert [link.attrs["href"] for link in links] == anchors
        assert [len(page.query(anchor)) for anchor in anchors] == [1] * len(anchors)
