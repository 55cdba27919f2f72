from django.urls import path

from submissions.agreement import views

app_name = "agreement"
urlpatterns = [
    path("my/agreement/<uuid:pk>/", views.asking, name="asking"),
    path("my/agreement/<uuid:pk>/<uuid:agreement>/", views.changed, name="changed"),
    path("agree/<str:token>/", views.answer, name="answer"),
    path("agree/<str:token>/preview/", views.preview, name="preview"),
]
