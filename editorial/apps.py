from django.apps import AppConfig


class EditorialConfig(AppConfig):
    name = "editorial"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from editorial import permissions, tasks  # noqa: F401  register the rules and name the daily work
