from django.urls import path

from editorial import views

app_name = "editorial"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("<slug:kind>/<uuid:item_id>/", views.item, name="item"),
    path("<slug:kind>/<uuid:item_id>/<slug:move>/", views.decide, name="decide"),
]
