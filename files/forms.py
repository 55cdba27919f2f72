"""The form for one file or link within a draft; the draft keeps its answers, `files.actions` the file."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.choices import Licence
from core.languages import CONTENT_LANGUAGE_CHOICES
from files.choices import IMAGE_TYPES, AttachmentKind
from files.cleaning.kinds import EXTENSIONS
from files.models import StoredFile
from files.receiving import CleanFile, clean_upload

CHOOSE_ONE = _("Choose a file or give the address of a page, one of them.")
ALT_NEEDED = _("Describe the image in words, for those who cannot see it.")
CONSENT_NEEDED = _("Ask the people in the image first, and tell us here when they have said yes.")
FILE, STORED = "file", "stored"
"""Names of the field that takes a file, and of the one that says which file was taken."""
_NOT_CHOSEN = [("", _("Not told"))]


def _input(**attributes) -> dict:
    return {"class": "ds-input", **attributes}


class StoredKey(forms.UUIDField):
    """Which file was taken; people read its name."""

    widget = forms.HiddenInput

    def words_for(self, form: "FileForm", value: str) -> list[str]:
        stored = form.kept()
        return [stored.original_name if stored else str(_("A file that is not here any more"))]


class FileForm(forms.Form):
    """`proposal_id` is the draft whose files may be named as `stored`.

    Once valid, `cleaned_data["file"]` is a `CleanFile` for `keep_file`, `["stored"]` a `StoredFile` that is there.
    """

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("At most 10 MB. We take out what tells who made it, where and with what."),
        widget=forms.FileInput(attrs=_input(accept=",".join(EXTENSIONS.values()))),
    )
    stored = StoredKey(label=_("File"), required=False)
    url = forms.URLField(
        label=_("Or the address of a page"),
        required=False,
        max_length=1000,
        assume_scheme="https",
        widget=forms.URLInput(attrs=_input()),
    )
    title = forms.CharField(label=_("What is it called?"), max_length=200, widget=forms.TextInput(attrs=_input()))
    alt = forms.CharField(
        label=_("What does the image show?"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs=_input()),
    )
    kind = forms.ChoiceField(label=_("What kind is it?"), choices=AttachmentKind, widget=forms.Select(attrs=_input()))
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[*_NOT_CHOSEN, *CONTENT_LANGUAGE_CHOICES],
        widget=forms.Select(attrs=_input()),
    )
    licence = forms.ChoiceField(
        label=_("How may others use it?"),
        required=False,
        choices=[*_NOT_CHOSEN, *Licence.choices],
        widget=forms.Select(attrs=_input()),
    )
    people_visible = forms.BooleanField(label=_("People can be recognised in it"), required=False)
    image_consent = forms.BooleanField(label=_("They have said yes to being shown here"), required=False)

    def __init__(self, *args, proposal_id=None, item_id=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposal_id, self.item_id = proposal_id, item_id

    def clean_file(self) -> CleanFile | None:
        upload = self.cleaned_data["file"]
        return clean_upload(upload) if upload else None

    def clean_stored(self) -> StoredFile | None:
        return self._found(self.cleaned_data["stored"])

    def kept(self) -> StoredFile | None:
        """What is there already, to be shown, whether the rest of the form is right or wrong."""
        try:
            return self._found(self.fields["stored"].to_python(self["stored"].value()))
        except ValidationError:
            return None

    def _found(self, key) -> StoredFile | None:
        """A file of this draft, or of the item that the draft changes; any other looks like none."""
        stored = StoredFile.objects.filter(pk=key).first() if key else None
        if stored is None:
            return None
        is_here = self.proposal_id is not None and stored.proposal_id == self.proposal_id
        is_of_item = self.item_id is not None and stored.item_id == self.item_id
        return stored if is_here or is_of_item else None

    def clean(self):
        said = super().clean()
        has_file = bool(said.get("file") or said.get("stored"))
        if "file" not in self.errors and "url" not in self.errors and has_file == bool(said.get("url")):
            self.add_error("file", ValidationError(CHOOSE_ONE, code="invalid" if has_file else "required"))
        if self._is_image(said) and not said.get("alt"):
            self.add_error("alt", ALT_NEEDED)
        if said.get("people_visible") and not said.get("image_consent"):
            self.add_error("image_consent", CONSENT_NEEDED)
        return said

    def _is_image(self, said: dict) -> bool:
        file = said.get("file") or said.get("stored")
        return bool(file) and file.media_type in IMAGE_TYPES
