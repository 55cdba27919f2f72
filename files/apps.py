from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "files"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from files import permissions, tasks  # noqa: F401  register the rules and name the daily work
