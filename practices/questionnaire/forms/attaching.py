"""Files and links that go with it: a handbook, a picture, a template."""

from django.utils.translation import gettext_lazy as _

from files.choices import MOST_FILES, AttachmentKind
from files.forms import FileForm
from practices.questionnaire.forms.base import PartForm
from practices.questionnaire.forms.fields import Choice
from submissions.parts import part_formset


class AttachmentForm(FileForm, PartForm):
    more = ("language", "licence")

    kind = Choice(AttachmentKind.choices, _("What kind is it?"), required=True, empty=_("Choose one"))

    def clean_stored(self):
        self.item_id = self.item.pk if self.item else None
        return super().clean_stored()

    def kept(self):
        self.item_id = self.item.pk if self.item else None
        return super().kept()


AttachmentFormSet = part_formset(
    AttachmentForm, _("Files and pictures, if you have some"), _("Add a file or a link"), most=MOST_FILES
)
