from django.urls import path

from submissions.changes import views

app_name = "changes"
urlpatterns = [
    path("my/changes/<uuid:pk>/", views.change, name="change"),
    path("my/<slug:kind>/<uuid:item_id>/change/", views.begin, name="begin"),
    path("editorial/proposals/", views.listing, name="list"),
    path("editorial/proposals/<uuid:pk>/", views.decide, name="decide"),
]
