from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "practices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from practices import held_files, tasks  # noqa: F401  say which files are in use and name the daily work
