from django.urls import path

from organisations import views
from submissions.urls import start_of

app_name = "organisations"
urlpatterns = [
    path("", views.list_of_organisations, name="list"),
    start_of("organisation"),
    path("<slug:slug>/", views.detail, name="detail"),
]
