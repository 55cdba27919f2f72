from django.urls import path

from practices import views

app_name = "practices"
urlpatterns = [
    path("", views.list_of_practices, name="list"),
    path("<slug:slug>/", views.detail, name="detail"),
]
