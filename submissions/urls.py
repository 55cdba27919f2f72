from django.urls import path

from submissions import draft_views, send_views, views
from submissions.lookalikes import same_views
from submissions.reports import views as reports

app_name = "submissions"
_DRAFT = "drafts/<uuid:pk>/"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("drafts/open/<str:token>/", views.resume, name="resume"),
    path(_DRAFT, send_views.overview, name="draft"),
    path(f"{_DRAFT}all/", draft_views.all_questions, name="all"),
    path(f"{_DRAFT}send/", send_views.send, name="send"),
    path(f"{_DRAFT}sent/", send_views.sent, name="sent"),
    path(f"{_DRAFT}throw-away/", send_views.throw_away, name="throw-away"),
    path(f"{_DRAFT}forget/", send_views.forget, name="forget"),
    path(f"{_DRAFT}link/", send_views.link_again, name="link-again"),
    path(f"{_DRAFT}report/", reports.report, name="report"),
    path(f"{_DRAFT}same/<slug:short_id>/", same_views.same, name="same"),
    path(f"{_DRAFT}<slug:question>/", draft_views.question, name="question"),
]


def start_of(kind: str):
    """The page where something of this kind is begun, for the addresses of its room; named `submit`."""
    return path("submit/", views.start, {"kind": kind}, name="submit")
