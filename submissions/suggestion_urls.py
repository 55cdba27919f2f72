from django.urls import path

from submissions import suggestion_views as views

app_name = "suggestions"
urlpatterns = [
    path("places/", views.places, name="places"),
    path("organisations/", views.organisations, name="organisations"),
]
