from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

YES, NO = "yes", "no"
_ANSWERS = [(YES, _("Yes")), (NO, _("No"))]


@dataclass(frozen=True)
class Advice:
    """What the three answers mean. `kind` is a word for the page's own use."""

    kind: str
    heading: str
    text: str


WELCOME = Advice(
    "welcome",
    _("Yes, welcome!"),
    _("Your practice fits in. It does not have to be big, new or finished: it has to be real."),
)
PILOT = Advice(
    "pilot",
    _("Come as a pilot"),
    _("It is fine that you have just started. We show it as a pilot, and you tell more when you know more."),
)
FIND_CONTACT = Advice(
    "contact",
    _("Almost there: one thing is missing"),
    _("Others will want to ask how you did it. Find one person who can answer now and then, and you are welcome."),
)
ELSEWHERE = Advice(
    "elsewhere",
    _("This is not the right place for it"),
    _("It may well be good work, but here we collect what helps newcomers take part. Thank you for asking."),
)


class FitForm(forms.Form):
    """Is it good enough? Three questions, answered by address, so that nothing is sent anywhere."""

    twice = forms.ChoiceField(
        label=_("Have you done it at least twice?"), choices=_ANSWERS, help_text=_("Two evenings count.")
    )
    person = forms.ChoiceField(
        label=_("Is there someone who can answer questions about it?"),
        choices=_ANSWERS,
        help_text=_("In any of our languages, when it suits you."),
    )
    newcomers = forms.ChoiceField(
        label=_("Does it help newcomers take part where they live?"),
        choices=_ANSWERS,
        help_text=_("In work, school, health, housing, clubs, friendships and so on."),
    )

    def advice(self) -> Advice:
        """Needs valid answers."""
        says_yes = {name for name, answer in self.cleaned_data.items() if answer == YES}
        if "newcomers" not in says_yes:
            return ELSEWHERE
        if "person" not in says_yes:
            return FIND_CONTACT
        return WELCOME if "twice" in says_yes else PILOT
