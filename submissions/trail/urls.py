from django.urls import path

from submissions.trail import views

app_name = "trail"
urlpatterns = [
    path("<slug:kind>/<uuid:item_id>/", views.follow, name="page"),
    path("<slug:kind>/<uuid:item_id>/message/", views.write, name="write"),
    path("<slug:kind>/<uuid:item_id>/asked/<int:change_id>/", views.answer, name="answer"),
    path("<slug:kind>/<uuid:item_id>/<slug:move>/", views.move, name="move"),
]
