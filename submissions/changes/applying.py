"""The one home of how a change becomes public: rows, version, snapshot, search and audit row in one transaction."""

from django.db.models import F

from core.actions import raise_generation, record_audit
from core.models import AuditRow, Item
from editorial.models import Proposal
from editorial.proposals import follow_owner
from editorial.snapshots import take_snapshot
from search import index
from submissions.questionnaires import questionnaire_for
from submissions.uploads import hand_over_files


def apply_change(item: Item, proposal: Proposal, *, by, action: str) -> AuditRow:
    """`item` is locked and at the version of the proposal. When it was confirmed, and by whom, stays as it was."""
    model, before = type(item), item.version
    kept = {"updated_at": item.updated_at, "last_confirmed_on": item.last_confirmed_on}
    writer = proposal.author or by  # who names the owner must be somebody who may
    hand_over_files(proposal, item, by=by)
    questionnaire_for(item.kind).write(item, proposal.answers, language=proposal.language, by=writer)
    model._base_manager.filter(pk=item.pk).update(version=F("version") + 1, updated_by=by, **kept)
    if action == "small change":
        _keep_translations_current(item, before)
    item = model._base_manager.get(pk=item.pk)
    follow_owner(item)
    audit = record_audit(action=action, by=by, item=item, detail={"proposal": str(proposal.pk)})
    take_snapshot(item, audit)
    item.ask_people_named(by=by)
    index.refresh(item)
    index.refresh_those_naming(item)
    raise_generation("items")
    return audit


def _keep_translations_current(item: Item, before: int) -> None:
    """A slip of the pen or a link gives translators nothing to do."""
    item.texts.filter(source_version=before).update(source_version=before + 1)
