from django.urls import path

from organisations import views

app_name = "organisations"
urlpatterns = [
    path("", views.list_of_organisations, name="list"),
    path("<slug:slug>/", views.detail, name="detail"),
]
