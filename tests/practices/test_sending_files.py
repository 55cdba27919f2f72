"""Files and pictures that go with a practice: uploaded beside a question, attached when it is sent in."""

import uuid

import pytest
import uploads
from answered import LEAST, make_values, stored
from django.core.cache import cache
from pages import parsed, texts
from people import make_person
from writing import Browser, press_link

from editorial.models import Proposal
from editorial.workflow import change_status
from files.actions import remove_unused
from files.cleaning.refusal import Reason
from files.forms import ALT_NEEDED, CONSENT_NEEDED
from files.models import StoredFile
from files.receiving import NOT_SCANNED, SENTENCES
from practices.models import Practice
from practices.questionnaire.questions import QUESTIONNAIRE
from submissions.files_of_drafts import files_named_in_drafts

pytestmark = pytest.mark.django_db
PICTURE = {"title": "The café", "kind": "image", "alt": "Six people at a table"}
NAME = "attachment"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    cache.clear()
    settings.MEDIA_ROOT = tmp_path
    make_values()


@pytest.fixture
def begun():
    browser = Browser()
    browser.begin(language="en")
    Proposal.objects.filter(pk=browser.draft.pk).update(answers=LEAST | _counted("place") | _counted("contact"))
    browser.draft.refresh_from_db()
    return browser


def _counted(prefix, rows=1):
    return {f"{prefix}-TOTAL_FORMS": [str(rows)], f"{prefix}-INITIAL_FORMS": ["0"]}


def row(number=0, total=1, **told):
    return _counted(NAME, total) | {f"{NAME}-{number}-{name}": value for name, value in told.items()}


def picture(content=None, name="cafe.jpg"):
    return uploads.upload(content or uploads.photo(), name)


def add_picture(begun, **more):
    return begun.save("results", **row(**PICTURE, file=picture(), **more))


def errors(answer):
    return texts(parsed(answer), ".field-error")


def test_a_picture_is_kept_with_the_answers(begun):
    assert add_picture(begun).status_code == 303
    file = StoredFile.objects.get()
    assert (file.proposal_id, file.media_type) == (begun.draft.pk, "image/jpeg")
    assert begun.draft.answers[f"{NAME}-0-stored"] == [str(file.pk)]
    assert f"{NAME}-0-file" not in begun.draft.answers
    assert files_named_in_drafts([file]) == {file.pk}
    page = parsed(begun.go("results"))
    (form,) = [node for node in page.query("main form") if "question" in node.attrs["class"]]
    assert form.attrs["enctype"] == "multipart/form-data"
    assert texts(page, ".kept-file a") == ["cafe.jpg"]
    assert page.query(".kept-image")[0].attrs["alt"] == "Six people at a table"
    assert begun.client.get(f"/files/{file.pk}").status_code == 200
    assert Browser().client.get(f"/files/{file.pk}").status_code == 404


def test_a_wrong_file_says_so_at_its_field_and_nothing_typed_is_lost(begun):
    fields = row(**PICTURE, file=picture(b"<svg><script/></svg>"))
    answer = begun.save("results", results_summary="Many found work.", **fields)
    assert answer.status_code == 422
    assert [line.strip() for line in errors(answer)] == [str(SENTENCES[Reason.UNKNOWN_KIND])]
    assert "Many found work." in answer.content.decode() and "The café" in answer.content.decode()
    assert begun.draft.answers["results_summary"] == ["Many found work."]
    assert StoredFile.objects.count() == 0


def test_who_uploads_without_end_is_asked_to_wait_and_keeps_what_was_typed(begun, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "upload": "1/m/ip"}
    assert add_picture(begun).status_code == 303
    kept = begun.draft.answers[f"{NAME}-0-stored"]
    more = {f"{NAME}-1-{name}": value for name, value in (PICTURE | {"file": picture()}).items()}
    answer = begun.save("results", **row(**PICTURE, total=2, stored=kept[0]) | more)
    assert (answer.status_code, [line.strip() for line in errors(answer)]) == (422, [str(NOT_SCANNED)])
    assert begun.draft.answers[f"{NAME}-1-title"] == ["The café"]
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize("go", ["later", "add-attachment", "back"])
def test_a_wrong_file_is_told_whatever_was_pressed(begun, go):
    answer = begun.save("results", go=go, **row(file=picture(b"nothing such")))
    assert (answer.status_code, len(errors(answer))) == (422, 1)


@pytest.mark.parametrize(
    ("told", "wrong"), [({"alt": ""}, ALT_NEEDED), ({"people_visible": "on"}, CONSENT_NEEDED)], ids=["alt", "consent"]
)
def test_what_a_picture_needs_is_said_while_the_file_stays(begun, told, wrong):
    answer = begun.save("results", **row(**PICTURE | told, file=picture()))
    assert answer.status_code == 422
    assert [line.strip() for line in errors(answer)] == [str(wrong)]
    assert begun.draft.answers[f"{NAME}-0-stored"] == [str(StoredFile.objects.get().pk)]


def test_what_is_taken_away_or_replaced_is_deleted(begun):
    add_picture(begun)
    first = begun.draft.answers[f"{NAME}-0-stored"]
    add_picture(begun, stored=first[0])
    assert begun.draft.answers[f"{NAME}-0-stored"] != first
    second = StoredFile.objects.get()
    begun.save("results", go=f"remove-{NAME}-0", **row(**PICTURE, stored=str(second.pk)))
    assert StoredFile.objects.count() == 0
    assert f"{NAME}-0-stored" not in begun.draft.answers


def test_saving_by_itself_keeps_the_file_that_is_there(begun):
    add_picture(begun)
    file = StoredFile.objects.get()
    fields = row(**PICTURE | {"title": "Our café"}, stored=str(file.pk), file="[object File]")
    assert begun.save("results", go="autosave", **fields).status_code == 200
    assert begun.draft.answers[f"{NAME}-0-title"] == ["Our café"]
    assert StoredFile.objects.get() == file


def test_nobody_names_the_file_of_somebody_else(begun):
    add_picture(begun)
    other = Browser()
    other.begin(email="other@example.org", language="en")
    other.save("results", **row(**PICTURE, stored=str(StoredFile.objects.get().pk)))
    assert not texts(parsed(other.go("results")), ".kept-file a")
    assert any("Choose a file" in line for line in texts(parsed(other.go()), ".needed li"))
    other.save("results", go=f"remove-{NAME}-0", **row(**PICTURE))
    assert StoredFile.objects.count() == 1


def send(begun):
    press_link(begun.client)
    assert begun.send().headers.get("Location") == begun.at("sent")
    return Practice.objects.get()


def test_what_is_sent_in_takes_its_files_along(begun):
    add_picture(begun, people_visible="on", image_consent="on")
    item = send(begun)
    file, attachment = StoredFile.objects.get(), item.attachments.get()
    assert (file.proposal_id, file.kind, file.item_id) == (None, "practice", item.pk)
    assert (attachment.file, attachment.kind) == (file, "image")
    assert (attachment.people_visible, attachment.image_consent) == (True, True)
    words = item.texts.get().part_words[str(attachment.pk)]
    assert words == {"title": "The café", "alt": "Six people at a table"}
    assert item.shows_file(file.pk)


def test_what_came_back_keeps_its_file_or_lets_it_go(begun):
    add_picture(begun)
    item = send(begun)
    file, before = StoredFile.objects.get(), stored(item)["attachments"]
    editor = make_person("chief_editor")
    change_status(item, "return", by=editor, note="Please look again.")
    assert texts(parsed(begun.go("results")), ".kept-file a") == ["cafe.jpg"]
    send(begun)
    assert stored(item)["attachments"] == before
    item.refresh_from_db()
    change_status(item, "return", by=editor, note="Please take the picture away.")
    begun.save("results", go=f"remove-{NAME}-0", **row(**PICTURE, stored=str(file.pk)))
    send(begun)
    assert item.attachments.count() == 0
    StoredFile.objects.update(uploaded_at="2020-01-01T00:00:00Z")
    assert remove_unused() == 1


def test_of_ten_pictures_one_is_replaced(begun):
    ten = {f"{NAME}-{number}-{name}": value for number in range(10) for name, value in PICTURE.items()}
    ten |= {f"{NAME}-{number}-file": picture(uploads.image("PNG")) for number in range(10)}
    begun.save("results", **_counted(NAME, 10) | ten)
    item = send(begun)
    first = begun.draft.answers[f"{NAME}-0-stored"]
    change_status(item, "return", by=make_person("chief_editor"), note="Please choose another picture.")
    kept = {name: values[0] for name, values in begun.draft.answers.items() if name.startswith(f"{NAME}-")}
    begun.save("results", **kept | {f"{NAME}-0-file": picture()})
    send(begun)
    shown = set(item.attachments.values_list("file_id", flat=True))
    assert (len(shown), uuid.UUID(first[0]) in shown) == (10, False)


def test_a_link_is_as_good_as_a_file_and_what_is_read_writes_the_same(begun):
    begun.save("results", **row(title="Handbook", kind="manual", url="example.org/handbook", language="sv"))
    item = send(begun)
    attachment = item.attachments.get()
    assert (attachment.url, attachment.language, attachment.file) == ("https://example.org/handbook", "sv", None)
    before = stored(item)
    QUESTIONNAIRE.write(item, QUESTIONNAIRE.read(item, "en"), language="en", by=None)
    assert stored(item) == before


def test_a_file_of_which_nothing_is_told_stays_until_its_row_is_emptied(begun):
    assert begun.save("results", **row(file=picture())).status_code == 422
    assert StoredFile.objects.count() == 1
    assert begun.save("results", **row()).status_code == 303
    assert StoredFile.objects.count() == 0
