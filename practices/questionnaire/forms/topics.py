"""Who it is for, and what it is about: chosen from the vocabulary."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.publication import INDIRECT_GROUPS
from practices.questionnaire.forms.base import QuestionForm, not_known
from practices.questionnaire.forms.main import MainField, check_main, chosen_identifiers
from practices.questionnaire.forms.telling import told_in_a_line
from submissions.concept_fields import ConceptsField, Known
from vocabulary.choices import Scheme


class _WithMain(QuestionForm):
    """Of several chosen ones, one is the main one."""

    main: tuple[str, str]
    """(field that names the main one, field of those chosen)"""

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        main, of = self.main
        chosen = chosen_identifiers(self, of)
        self.fields[main].offer(chosen, self.fields[of])
        self.has_several = len(chosen) > 1

    def basic(self):
        return [field for field in super().basic() if field.name != self.main[0] or self.has_several]

    def clean(self):
        check_main(self, *self.main)
        return super().clean()


class ForWhomForm(_WithMain):
    main = ("main_group", "groups")
    more = ("beneficiaries", "target_group_note")

    groups = ConceptsField(
        Scheme.TARGET_GROUP,
        gettext_lazy("Who takes part?"),
        help_text=gettext_lazy("Choose one to three."),
        suggests=True,
    )
    main_group = MainField("groups", gettext_lazy("Who is it mainly for?"))
    beneficiaries = ConceptsField(
        Scheme.TARGET_GROUP,
        gettext_lazy("Who benefits in the end?"),
        help_text=gettext_lazy("Only when you work with others for their sake, such as professionals or employers."),
    )
    target_group_note = told_in_a_line("target_group_note", gettext_lazy("Who it is for, in your own words"))
    for_whom_not_known = not_known()

    def clean(self):
        cleaned = super().clean()
        groups = {each.identifier for each in self.cleaned_data.get("groups") or ()}
        if self.cleaned_data.get("beneficiaries") and not groups & INDIRECT_GROUPS:
            sentence = _("Tick nobody here, or tick above the people you work with for their sake.")
            self.add_error("beneficiaries", ValidationError(sentence, code="not_indirect"))
        return cleaned


class TopicForm(_WithMain):
    main = ("main_theme", "themes")
    more = ("settings",)

    themes = ConceptsField(
        Scheme.THEME,
        gettext_lazy("What is it about?"),
        help_text=gettext_lazy("Choose one to three themes."),
        suggests=True,
    )
    main_theme = MainField("themes", gettext_lazy("Which theme is the main one?"))
    methods = ConceptsField(
        Scheme.METHOD,
        gettext_lazy("What kind of work is it?"),
        help_text=gettext_lazy("Choose one to three."),
        in_method_groups=True,
        suggests=True,
    )
    settings = ConceptsField(Scheme.OTHER, gettext_lazy("Where does it happen?"), top="setting")
    topic_not_known = not_known()

    def clean_themes(self) -> list[Known]:
        themes = self.cleaned_data["themes"]
        by_pk = {each.pk: each for each in self.concepts.within(Scheme.THEME).values()}
        chosen = {each.pk for each in themes}
        for theme in themes:
            above = by_pk.get(theme.broader_id)
            while above:
                if above.pk in chosen:
                    raise ValidationError(
                        _("“%(narrow)s” lies within “%(wide)s”: keep one of them."),
                        code="within_another",
                        params={"narrow": theme.label, "wide": above.label},
                    )
                above = by_pk.get(above.broader_id)
        return themes
