from django.urls import path

from practices import views
from submissions.urls import start_of

app_name = "practices"
urlpatterns = [
    path("", views.list_of_practices, name="list"),
    start_of("practice"),
    path("<slug:slug>/", views.detail, name="detail"),
]
