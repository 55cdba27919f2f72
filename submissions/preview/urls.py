from django.urls import path

from submissions.preview import views

app_name = "preview"
urlpatterns = [
    path("my/preview/<uuid:pk>/", views.draft, name="draft"),
    path("my/<slug:kind>/<uuid:item_id>/preview/", views.item, name="item"),
    path("shared/<share_key:key>/preview/", views.shared, name="shared"),
]
