from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "practices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from editorial import asides as beside_items
        from practices import asides, held_files, tasks  # noqa: F401  say which files are used, name the daily work

        beside_items.told_by(asides.contact_of_organisation)
