"""Makes what stands on the desk of the Finnish editor, in the database of the portal, and prints where.

Run by itself: the tests around it are connected to another database.
"""

import json

import django

if __name__ == "__main__":
    django.setup()

from factories import make_organisation, make_practice, tell_part
from signing import make_member

from accounts.models import User
from core.choices import Source, Status, TakeDownReason
from editorial.actions import take_note, write_to_author
from editorial.workflow import change_status
from organisations.choices import MembershipRole
from organisations.models import Membership
from submissions.changes.actions import begin_change, send_change

WORDS = {
    "one_liner": "Joka torstai naapurit ja uudet tulijat juovat kahvia ja puhuvat suomea kirjastossa.",
    "summary": "Kerran viikossa kirjastossa puhutaan suomea kahvin äärellä. Pöydissä istuu kaksi vapaaehtoista.",
    "problem": "Moni oli käynyt kurssin, mutta ei ollut koskaan puhunut naapurin kanssa.",
    "goal": "Puolen vuoden jälkeen jokainen tuntee viisi ihmistä kaupungista.",
    "what_we_do": "Katamme kuusi pöytää.\n\nJokaisessa istuu kaksi vapaaehtoista, ja aiheet vaihtuvat viikoittain.",
    "obstacles": "Vuorotyö vei vapaaehtoisia. Nyt jokaisessa pöydässä on aina kaksi.",
    "lessons": "Kahvi on tärkeämpää kuin aihe.",
}


def tell_parts(practice):
    block = practice.buildingblocks.create(position=0, essential=True)
    tell_part(practice, block, {"title": "Kuusi pöytää", "purpose": "Kaikki saavat puheenvuoron."})
    contact = practice.contactpoints.create(position=0, person_name="Taina Torstai", email="taina@example.org")
    tell_part(practice, contact, {})


def make_work():
    """{name: address below /en/editorial/} of items in several statuses, and of a change that waits."""
    editor = User.objects.get(email="editor@example.org")
    owner = make_organisation("Lohjan Torstaikahvit ry", language="fi", country="FI", type="ngo")
    author = make_member("taina@example.org", display_name="Taina Torstai", languages=["fi"])
    Membership.objects.create(user=author, organisation=owner, role=MembershipRole.MANAGER)

    def made(title, *moves):
        item = make_practice(
            title, language="fi", country="FI", status=Status.DRAFT, owner=owner, created_by=author,
            source=Source.FORM, maturity="maturity-pilot", themes=["volunteering"], groups=["newcomers"],
            website="https://example.org/kahvit", started="2021-03", is_running=True, **WORDS,
        )  # fmt: skip
        tell_parts(item)
        for action, more in (("submit", {}), *moves):
            change_status(item, action, by=author if action == "submit" else editor, **more)
            item.refresh_from_db()
        return item

    submitted = made("Kahvihetki kirjastossa torstaisin")
    write_to_author(submitted, by=editor, text="Kiitos! Luen tämän huomenna.")
    take_note(submitted, by=editor, text="Looks a lot like the café in Espoo.")
    returned = made("Suomea saunan lauteilla", ("return", {"note": "Kertokaa, mitä siitä seurasi."}))
    accepted = made("Kävelykaveri uudelle naapurille", ("accept", {"note": "Hieno!"}))
    public = make_practice("Iltapuhetta", language="fi", country="FI", owner=owner, maturity="maturity-pilot", **WORDS)
    tell_parts(public)
    gone = make_practice("Vanha lista", language="fi", country="FI", owner=owner, maturity="maturity-pilot", **WORDS)
    change_status(gone, "take down", by=editor, note="It named somebody.", reason=TakeDownReason.values[0])
    change = begin_change(public, by=author, interface_language="fi")
    change.answers |= {"goal": ["Jokainen tuntee kymmenen ihmistä."]}
    change.save()
    items = {"submitted": submitted, "returned": returned, "accepted": accepted, "public": public, "gone": gone}
    where = {name: f"{item.kind}/{item.pk}/" for name, item in items.items()}
    return where | {"change": f"proposals/{send_change(change, by=author).pk}/"}


if __name__ == "__main__":
    print(json.dumps(make_work()))
