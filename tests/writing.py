"""A browser of somebody who writes a draft, for tests."""

import re
import uuid

from reading import ReadingClient

from core.models import OutboxMessage
from editorial.models import Proposal

START = "/en/practices/submit/"
EMAIL = "aino@example.org"


class Browser:
    """One browser of somebody who writes."""

    def __init__(self, client=None):
        self.client = client or ReadingClient()

    def begin(self, email=EMAIL, language="fi", key=None, **more):
        fields = {"language": language, "key": str(key or uuid.uuid4()), **more}
        answer = self.client.post(START, fields | ({"email": email} if email else {}))
        found = re.search(r"/drafts/([0-9a-f-]{36})/", answer.headers.get("Location", ""))
        self.draft = Proposal.objects.get(pk=found[1]) if found else None
        return answer

    def at(self, page=""):
        return f"/en/my/drafts/{self.draft.pk}/{page}{'/' if page else ''}"

    def go(self, page="", query=""):
        return self.client.get(self.at(page) + query)

    def seen_on(self, page):
        return re.search(r'name="seen" value="([^"]*)"', self.go(page).content.decode())[1]

    def save(self, page, seen=None, **fields):
        """As pressed on a page that was just read, or on one read before, which showed `seen`."""
        shown = self.seen_on(page) if seen is None else seen
        answer = self.client.post(self.at(page), {"seen": shown, **fields})
        self.draft = Proposal.objects.filter(pk=self.draft.pk).first()
        return answer

    def send(self, **fields):
        return self.client.post(self.at("send"), {"agreed": "on", "display_name": "Aino", **fields})


def link_in_mail():
    """The path in the newest message."""
    return OutboxMessage.objects.order_by("-pk").first().context["path"]


def press_link(client, path=None):
    return client.post(path or link_in_mail())
