"""Fields for identifiers, as people copy them from anywhere."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from research.choices import IdentifierScheme
from research.identifiers import normalise, validate, validate_orcid
from submissions.fields import LineField

_LONGEST = 400
_EXAMPLES = {
    IdentifierScheme.DOI: _("This is no DOI. A DOI begins with 10. and looks like 10.1007/s12134-025-01244-2."),
    IdentifierScheme.ISBN: _("This is no ISBN: its last digit does not fit. Look at the book again, or leave it out."),
    IdentifierScheme.ISSN: _("This is no ISSN: its last digit does not fit. It looks like 1488-3473."),
}


class IdentifierField(LineField):
    """Cleans to normalised values, several where they stand apart: by spaces (DOI) or by commas (ISBN, ISSN)."""

    def __init__(self, scheme: IdentifierScheme, **kwargs):
        self.scheme = scheme
        super().__init__(max_length=_LONGEST, required=False, **kwargs)

    def clean(self, value) -> list[str]:
        return list(dict.fromkeys(self._value(each) for each in self._apart(super().clean(value))))

    def _apart(self, text: str) -> list[str]:
        if self.scheme == IdentifierScheme.DOI:
            return re.sub(r"doi:\s+", "doi:", text, flags=re.I).split()
        return [each for each in re.split(r"[,;]", text) if each.strip()]

    def _value(self, text: str) -> str:
        value = normalise(self.scheme, text)
        try:
            validate(self.scheme, value)
        except ValidationError:
            raise ValidationError(_EXAMPLES[self.scheme]) from None
        return value


class OrcidField(LineField):
    """With or without the address and the hyphens."""

    def __init__(self, **kwargs):
        super().__init__(max_length=60, required=False, **kwargs)

    def clean(self, value) -> str:
        orcid = re.sub(r"^(https?://)?orcid\.org/", "", super().clean(value), flags=re.I).upper()
        if re.fullmatch(r"\d{15}[\dX]", orcid, re.ASCII):
            orcid = "-".join(orcid[start : start + 4] for start in range(0, 16, 4))
        if orcid:
            self._check(orcid)
        return orcid

    def _check(self, orcid: str) -> None:
        try:
            validate_orcid(orcid)
        except ValidationError:
            raise ValidationError(_("This is no ORCID iD. It looks like 0000-0002-1825-0097.")) from None
