from django.urls import path

from research import views
from submissions.urls import start_of

app_name = "research"
urlpatterns = [
    path("", views.list_of_research, name="list"),
    start_of("research"),
    path("<slug:slug>/", views.detail, name="detail"),
]
