from django.urls import path

from organisations import handover_views, member_views, owner_views, views
from submissions.urls import start_of

app_name = "organisations"
urlpatterns = [
    path("", views.list_of_organisations, name="list"),
    start_of("organisation"),
    path("mine/", member_views.mine, name="mine"),
    path("requests/<int:pk>/", member_views.answer, name="answer"),
    path("memberships/<int:pk>/", member_views.membership, name="membership"),
    path("offer/<slug:kind>/<slug:short_id>/", handover_views.offer, name="offer"),
    path("owner/<slug:kind>/<slug:short_id>/", owner_views.name_owner, name="name-owner"),
    path("handovers/<int:pk>/", handover_views.answer, name="answer-handover"),
    path("<slug:short_id>/join/", member_views.join, name="join"),
    path("<slug:short_id>/people/", member_views.people, name="people"),
    path("<slug:slug>/", views.detail, name="detail"),
]
