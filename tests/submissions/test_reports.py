"""A report fills nothing by itself: its writer reads what was found, takes some of it, and has the rest forgotten."""

import datetime
import re

import pytest
import reports
import uploads
from django.db import IntegrityError, transaction
from django.utils import timezone
from people import make_person
from shipped import reference  # noqa: F401
from uploads import upload
from writing import Browser

from core.models import AuditRow
from editorial.choices import ProposalState
from editorial.models import Proposal
from files.actions import remove_unused
from files.cleaning.refusal import Reason
from files.models import StoredFile
from files.receiving import SENTENCES
from submissions import actions
from submissions.models import DraftReport
from submissions.people import reports_of_drafts
from submissions.reports.actions import KEPT, forget_old_reports, write_answers
from submissions.sending import send_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
CAFE, WOMEN, LOHJA = "concept method:language-cafe", "concept target_group:women", "place municipality:FI-444"


@pytest.fixture(autouse=True)
def three_questions():
    """The twelve of practices in their place."""


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def read(begun):
    """A browser whose draft has a report."""
    assert send(begun, reports.finnish()).status_code == 303
    return begun


def send(browser, content, name="Loppuraportti.pdf", language="fi"):
    fields = {"go": "read", "language": language, "file": upload(content, name)}
    return browser.client.post(browser.at("report"), fields)


def do(browser, go, **fields):
    report = DraftReport.objects.filter(proposal=browser.draft).first()
    answer = browser.client.post(browser.at("report"), {"go": go, "report": report.pk if report else "", **fields})
    browser.draft.refresh_from_db()
    return answer


def page_of(browser):
    return browser.go("report").content.decode()


def ticks(page):
    return set(re.findall(r'name="use" value="([^"]+)"', page))


# --- Reading ----------------------------------------------------------------------------------------------------------


def test_the_overview_offers_to_read_a_report_and_leads_to_what_was_found(begun):
    assert "Do you have a report about it?" in begun.go().content.decode()
    send(begun, reports.finnish())
    overview = begun.go().content.decode()
    assert begun.at("report") in overview
    assert 'type="file"' not in overview


def test_what_was_found_stands_beside_its_words_and_pages_and_nothing_is_ticked(read):
    page = page_of(read)
    assert ticks(page) >= {"title", "summary", CAFE, WOMEN, LOHJA}
    assert " checked" not in page
    assert "Pages 1, 2" in page
    assert '<blockquote lang="fi"><strong>Kielikahvila</strong> kokoaa naapureita' in page
    assert read.draft.answers == {}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (reports.scanned(), Reason.WITHOUT_WORDS),
        (reports.protected(), Reason.PROTECTED),
        (reports.broken(), Reason.BROKEN),
        (uploads.docx(), Reason.NOT_A_PDF),
        (reports.long_one(201), Reason.TOO_MANY_PAGES),
    ],
    ids=["scanned", "protected", "broken", "word", "long"],
)
def test_what_cannot_be_read_is_said_and_loses_nothing(begun, content, reason):
    begun.save("name", title="Kahvihetki kirjastossa")
    answer = send(begun, content)
    assert answer.status_code == 422
    assert str(SENTENCES[reason]) in answer.content.decode()
    begun.draft.refresh_from_db()
    assert begun.draft.answers["title"] == ["Kahvihetki kirjastossa"]
    assert (DraftReport.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_without_a_file_or_with_a_strange_language_it_says_so(begun):
    assert do(begun, "read", language="fi").status_code == 422
    assert send(begun, reports.finnish(), language="tlh").status_code == 422


def test_a_second_report_takes_the_place_of_the_first(read):
    assert send(read, reports.report(["Women meet at the language café."]), language="en").status_code == 303
    (report,) = DraftReport.objects.all()
    assert (report.language, report.page_count) == ("en", 1)
    assert [stored.pk for stored in StoredFile.objects.all()] == [report.stored_id]
    assert "another language" in page_of(read)


def test_a_report_that_cannot_be_read_leaves_the_one_that_was(read):
    before = DraftReport.objects.get()
    assert send(read, reports.broken()).status_code == 422
    assert DraftReport.objects.get() == before


def test_a_report_that_names_nothing_is_no_fault(begun):
    assert send(begun, reports.report(["12345 67890 qwrtz"])).status_code == 303
    assert "We found nothing" in page_of(begun)


def test_changes_and_other_kinds_take_none(begun, monkeypatch):
    Proposal.objects.filter(pk=begun.draft.pk).update(kind="organisation")
    assert begun.go("report").status_code == 404
    assert "Do you have a report" not in begun.go().content.decode()


def test_a_work_of_research_takes_its_themes_from_a_report(begun):
    Proposal.objects.filter(pk=begun.draft.pk).update(kind="research")
    send(begun, reports.finnish())
    assert ticks(page_of(begun)) >= {"title", CAFE, WOMEN}
    do(begun, "use", use=[CAFE, "title"])
    assert begun.draft.answers["methods"] == ["language-cafe"]
    assert begun.draft.answers["title"] == ["Torstaikahvit kirjastossa"]


# --- Using ------------------------------------------------------------------------------------------------------------


def test_what_is_ticked_stands_in_the_draft_and_what_is_not_changes_nothing(read):
    answer = do(read, "use", use=[CAFE, WOMEN, LOHJA, "title", "summary"])
    assert (answer.status_code, answer["Location"]) == (303, read.at("report"))
    told = read.draft.answers
    assert (told["methods"], told["groups"], "themes" in told) == (["language-cafe"], ["women"], False)
    assert (told["place-0-country"], told["place-0-name"], told["place-0-known"]) == (
        ["FI"],
        ["Lohja"],
        ["municipality:FI-444"],
    )
    assert told["title"] == ["Torstaikahvit kirjastossa"]
    assert told["summary"][0].startswith("Kielikahvila on avoin kaikille.")
    assert not {CAFE, WOMEN, LOHJA, "title", "summary"} & ticks(page_of(read))
    assert "municipality:FI-444" in read.go("where").content.decode()


def test_using_twice_adds_once(read):
    for _ in range(2):
        do(read, "use", use=[CAFE, LOHJA, "summary"])
    told = read.draft.answers
    assert (told["methods"], told["place-TOTAL_FORMS"]) == (["language-cafe"], ["1"])
    assert told["summary"][0].count("Kielikahvila on avoin") == 1


def test_what_the_writer_wrote_stays_and_is_shown_beside_the_words_of_the_report(read):
    read.save("name", title="Oma otsikko tässä", summary="Omat sanat.")
    page = page_of(read)
    assert "title" not in ticks(page)
    assert '<q lang="fi">Oma otsikko tässä</q>' in page
    assert "add it below what you have written" in page
    do(read, "use", use=["title", "summary"])
    assert read.draft.answers["title"] == ["Oma otsikko tässä"]
    assert read.draft.answers["summary"][0].startswith("Omat sanat.\n\nKielikahvila on avoin")


def test_places_stand_behind_those_that_are_there(read):
    rows = {"place-TOTAL_FORMS": 2, "place-INITIAL_FORMS": 0, "place-0-country": "SE", "place-0-name": "Umeå"}
    read.save("where", **rows)
    do(read, "use", use=[LOHJA])
    told = read.draft.answers
    assert (told["place-0-name"], told["place-1-name"], told["place-TOTAL_FORMS"]) == (["Umeå"], ["Lohja"], ["2"])


def test_more_than_a_question_takes_is_refused_and_stays_ticked(read):
    read.save("for-whom", groups=["men", "children", "young-people"])
    answer = do(read, "use", use=[WOMEN, CAFE])
    assert answer.status_code == 422
    assert "takes at most 3" in answer.content.decode()
    assert answer.content.decode().count(" checked") == 2
    assert read.draft.answers["groups"] == ["men", "children", "young-people"]


def test_nothing_ticked_and_nothing_known_is_said(read):
    assert do(read, "use").status_code == 422
    assert do(read, "use", use=["concept theme:forged", "place x"]).status_code == 422
    assert read.draft.answers == {}


def test_what_belongs_to_a_report_that_was_replaced_is_not_used(read):
    old = DraftReport.objects.get().pk
    send(read, reports.report(["Women meet."]), language="en")
    answer = read.client.post(read.at("report"), {"go": "use", "report": old, "use": WOMEN})
    read.draft.refresh_from_db()
    assert (answer.status_code, read.draft.answers) == (409, {})


def test_what_somebody_saves_meanwhile_is_kept(read):
    """The change is made to the answers as they are when it is saved."""
    tries = []

    def change(told):
        if not tries:
            read.save("topic", methods=["mentoring"])
        tries.append(told)
        return told | {"methods": [*told.get("methods", ()), "language-cafe"]}

    write_answers(proposal=read.draft, change=change)
    read.draft.refresh_from_db()
    assert (read.draft.answers["methods"], len(tries)) == (["mentoring", "language-cafe"], 2)


# --- Attaching and forgetting -----------------------------------------------------------------------------------------


def test_the_report_becomes_a_file_for_readers_only_when_its_writer_says_so(read):
    stored = DraftReport.objects.get().stored_id
    answer = do(read, "attach")
    assert answer["Location"] == f"{read.at('results')}#rows-attachment"
    assert read.draft.answers["attachment-0-stored"] == [str(stored)]
    assert read.draft.answers["attachment-0-title"] == ["Loppuraportti"]
    do(read, "attach")
    assert read.draft.answers["attachment-TOTAL_FORMS"] == ["1"]
    assert "readers will see" in page_of(read)
    do(read, "forget")
    assert StoredFile.objects.filter(pk=stored).exists()
    assert not DraftReport.objects.exists()


def test_taking_the_attachment_away_leaves_what_was_found(read):
    do(read, "attach")
    read.save("results", go="remove-attachment-0", **{"attachment-TOTAL_FORMS": 1, "attachment-INITIAL_FORMS": 0})
    assert DraftReport.objects.get().stored is None
    assert CAFE in ticks(page_of(read))


def test_forgetting_deletes_the_file_and_what_was_found(read, django_capture_on_commit_callbacks):
    stored = DraftReport.objects.get().stored
    with django_capture_on_commit_callbacks(execute=True):
        assert do(read, "forget")["Location"] == read.at()
    assert not stored.file.storage.exists(stored.file.name)
    assert (DraftReport.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert do(read, "forget").status_code == 303
    actions_told = set(AuditRow.objects.values_list("action", flat=True))
    assert {"read report", "forget report"} <= actions_told


def test_it_goes_with_the_draft(read):
    actions.throw_away(proposal=read.draft)
    assert (DraftReport.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_it_goes_when_the_draft_is_sent(read):
    do(read, "use", use=[LOHJA])
    answers = read.draft.answers | {
        "title": ["Kahvihetki kirjastossa torstaisin"],
        "one_liner": ["Joka torstai naapurit ja uudet tulijat juovat kahvia ja puhuvat suomea kirjastossa."],
        "owner_name": ["Lohjan Torstaikahvit ry"],
        "groups": ["women"],
        "themes": ["language-and-civic-orientation"],
        "what_we_do": ["Katamme kuusi pöytää."],
        "started": ["2021"],
        "website": ["https://example.org"],
        **{f"{name}_not_known": ["on"] for name in ("before", "results", "difficult", "takes")},
    }
    confirmed = {"email_confirmed_at": timezone.now(), "keeps_first_browser": True}
    Proposal.objects.filter(pk=read.draft.pk).update(answers=answers, **confirmed)
    send_in(proposal=read.draft, display_name="Aino")
    assert (DraftReport.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert Proposal.objects.get(pk=read.draft.pk).state == ProposalState.SENT
    assert read.go("report").status_code == 303


def test_it_goes_after_thirty_days_and_no_earlier(read):
    soon = timezone.now() + KEPT
    assert forget_old_reports(now=soon - datetime.timedelta(hours=1)) == 0
    assert remove_unused(now=soon) == 0
    assert forget_old_reports(now=soon + datetime.timedelta(hours=1)) == 1
    assert (DraftReport.objects.count(), StoredFile.objects.count()) == (0, 0)


# --- Whose it is ------------------------------------------------------------------------------------------------------


def test_nobody_else_sees_it(read):
    stored = DraftReport.objects.get().stored_id
    stranger = Browser()
    stranger.draft = read.draft
    assert stranger.go("report").status_code == 302
    assert send(stranger, reports.finnish()).status_code == 302
    stranger.client.force_login(make_person("contributor"))
    assert stranger.go("report").status_code == 404
    assert do(stranger, "use", use=[CAFE]).status_code == 404
    assert stranger.client.get(f"/files/{stored}").status_code == 404
    assert read.client.get(f"/files/{stored}").status_code == 200
    read.draft.refresh_from_db()
    assert read.draft.answers == {}


def test_who_asks_for_their_own_data_gets_what_was_found(read):
    person = make_person("contributor")
    assert list(reports_of_drafts(person)) == []
    Proposal.objects.filter(pk=read.draft.pk).update(author=person, email="")
    assert list(reports_of_drafts(person)) == [DraftReport.objects.get()]


def test_the_database_wants_a_known_language_and_pages_that_were_there(read):
    for wrong in ({"language": "xx"}, {"pages_read": 3}, {"pages_read": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DraftReport.objects.update(**wrong)
