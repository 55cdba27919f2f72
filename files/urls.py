from django.urls import path

from files import views

app_name = "files"
urlpatterns = [path("<uuid:file_id>", views.file, name="file")]
