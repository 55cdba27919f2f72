"""A draft as it would look in public: its rows are written, shown by the code of the public page, and taken back."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from core.choices import Source, Status
from core.item_views import public_page
from core.kinds import models_by_kind
from core.models import Item
from editorial.models import Proposal
from submissions.answers import Answers
from submissions.questionnaires import questionnaire_for


def show_draft(request: HttpRequest, proposal: Proposal, answers: Answers, *, back: str) -> HttpResponse:
    """The answers are valid. Nothing of it stays in the database, and nothing is sent. The page leads to `back`."""
    with transaction.atomic():
        item = _item_of(proposal)
        questionnaire_for(proposal.kind).write(item, answers, language=proposal.language, by=proposal.author)
        answer = show_item(request, item, back=back)
        transaction.set_rollback(True)
    return answer


def show_item(request: HttpRequest, item: Item, *, back: str) -> HttpResponse:
    """What is stored, as if it were published now."""
    page = public_page(item.kind)
    shown = page.items.get(pk=item.pk)
    if not shown.is_public:
        shown.status, shown.published_at = Status.PUBLISHED, timezone.now()
    request.preview_left_to = back
    answer = page.show(request, shown)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _item_of(proposal: Proposal) -> Item:
    model = models_by_kind()[proposal.kind]
    if proposal.item_id:
        return model._default_manager.get(pk=proposal.item_id)
    owner = {"owner": proposal.owner} if model.owner is not None else {}
    return model(
        status=Status.DRAFT,
        source=Source.FORM,
        original_language=proposal.language,
        created_by=proposal.author,
        **owner,
    )
