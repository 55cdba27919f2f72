"""The facets: what people filter by, in the order in which they stand on the search page."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

SEVERAL = "several"
ONE = "one"

TABS = "tabs"
OPEN = "open"
FOLDED = "folded"
MORE = "more"
ADDRESS = "address"
"""Chosen by a link from somewhere else; shown only as a filter in use."""

NOWHERE = "nowhere"
ALWAYS = "always"
ON_DEMAND = "on demand"
WHEN_CHOSEN = "when chosen"
"""Where the narrower values of a value are shown."""

_EVERY_KIND = frozenset({"practice", "research", "organisation"})
_PRACTICE = frozenset({"practice"})
_STUDIED = frozenset({"practice", "research"})
_KEPT_UP = frozenset({"practice", "organisation"})


@dataclass(frozen=True)
class Facet:
    """`scheme` and `below` say which concepts are its values; places, owners and flags come from elsewhere."""

    key: str
    title: str
    place_on_page: str = FOLDED
    selection: str = SEVERAL
    kinds: frozenset = _EVERY_KIND
    scheme: str = ""
    below: str = ""
    """Only concepts below this one."""
    prefix: str = ""
    """What the identifier of the concept has in front of the value."""
    narrower: str = NOWHERE
    is_computed: bool = False
    """Decided at query time; nothing of it is stored with a document."""
    only_with_kind: bool = False
    """Shown only when the reader has chosen its kind."""
    names_topic: bool = False
    """Its labels are words by which a document is found."""
    value_pattern: str = "%(label)s"
    """The sentence in which a label is shown."""
    value_titles: dict = field(default_factory=dict, hash=False)
    """{value: label} where the words come from the interface and not from the vocabulary."""

    def is_for(self, kind: str) -> bool:
        return kind in self.kinds if kind else not self.only_with_kind


FACETS = (
    Facet("kind", _("Kind"), TABS, ONE, scheme="kind"),
    Facet("theme", _("Theme"), OPEN, scheme="theme", narrower=WHEN_CHOSEN, names_topic=True),
    Facet(
        "group", _("Target group"), OPEN, kinds=_STUDIED, scheme="target_group", narrower=ON_DEMAND, names_topic=True
    ),
    Facet("country", _("Country or area"), OPEN, names_topic=True),
    Facet("size", _("Kind of municipality"), kinds=_KEPT_UP, scheme="size"),
    Facet("method", _("Type of work"), kinds=_PRACTICE, scheme="method", narrower=ALWAYS, names_topic=True),
    Facet(
        "actor",
        _("Type of organisation"),
        kinds=_KEPT_UP,
        scheme="actor_type",
        narrower=ON_DEMAND,
        names_topic=True,
    ),
    Facet(
        "evidence",
        _("How sure are we?"),
        selection=ONE,
        kinds=_STUDIED,
        scheme="evidence",
        below="evidence-level",
        prefix="evidence-level-",
        value_pattern=_("At least %(label)s"),
    ),
    Facet(
        "flags",
        _("Without the expected effect"),
        selection=ONE,
        kinds=_STUDIED,
        is_computed=True,
        value_titles={"hide": _("Leave out what showed no effect, or harm")},
    ),
    Facet("maturity", _("Stage"), kinds=_PRACTICE, scheme="other", below="maturity"),
    Facet("scale", _("Level"), kinds=_STUDIED, scheme="other", below="implementation-level"),
    Facet("setting", _("Where it happens"), kinds=_PRACTICE, scheme="other", below="setting", names_topic=True),
    Facet("cost", _("Cost in a year"), kinds=_PRACTICE, scheme="cost"),
    Facet("duration", _("Time per participant"), kinds=_PRACTICE, scheme="duration"),
    Facet(
        "design",
        _("Study design"),
        kinds=frozenset({"research"}),
        scheme="evidence",
        below="study-design",
        narrower=ALWAYS,
        only_with_kind=True,
        names_topic=True,
    ),
    Facet("outcome", _("Outcome studied"), kinds=_STUDIED, scheme="outcome", narrower=ON_DEMAND, names_topic=True),
    Facet("lang", _("Language of the full text"), MORE, scheme="language"),
    Facet("checked", _("Last confirmed"), MORE, ONE, kinds=_KEPT_UP, scheme="checked", is_computed=True),
    Facet("oa", _("Open access"), MORE, ONE, kinds=frozenset({"research"}), scheme="oa", only_with_kind=True),
    Facet("contact", _("Visits and questions"), MORE, kinds=_PRACTICE, scheme="contact"),
    Facet("legal", _("Legal status"), ADDRESS, kinds=_STUDIED, scheme="legal_status", names_topic=True),
    Facet("region", _("Region"), ADDRESS, names_topic=True),
    Facet("municipality", _("Municipality"), ADDRESS, names_topic=True),
    Facet("owner", _("Run by"), ADDRESS, names_topic=True),
    Facet("flag", _("Result that warns"), ADDRESS, kinds=_STUDIED, scheme="evidence"),
)
BY_KEY = {facet.key: facet for facet in FACETS}

WARNING_FLAGS = ("no-effect-shown", "harmful-effect-shown")
EVIDENCE_LEVELS = ("1", "2", "3", "4", "5")
METHOD_GROUP = "method-group"
"""Facet of the values that only head the groups in which methods are listed; nobody filters by it."""
