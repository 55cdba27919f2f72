from django.urls import path

from portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("search/suggest/", views.suggest, name="suggest"),
    path("themes/", views.themes, name="themes"),
    path("themes/<slug:identifier>/", views.theme, name="theme"),
    path("map/", views.places_map, name="map"),
    path("places/", views.places, name="places"),
    path("places/<slug:country>/", views.country, name="country"),
    path("places/<slug:country>/<slug:region>/", views.region, name="region"),
    path("about/", views.about, name="about"),
    path("about/share/", views.share, name="share"),
    path("about/privacy/", views.privacy, name="privacy"),
    path("about/accessibility/", views.accessibility, name="accessibility"),
    path("editorial/roles/", views.roles, name="roles"),
    path("editorial/mailbox/", views.mailbox, name="mailbox"),
    path("editorial/taken-down/", views.taken_down, name="taken-down"),
    path("editorial/missed-words/", views.missed_words, name="missed-words"),
    path("editorial/missed-words/label/", views.label_for_missed, name="label-for-missed"),
]
