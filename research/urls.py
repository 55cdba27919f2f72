from django.urls import path

from research import views

app_name = "research"
urlpatterns = [
    path("", views.list_of_research, name="list"),
    path("<slug:slug>/", views.detail, name="detail"),
]
