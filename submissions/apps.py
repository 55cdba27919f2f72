from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "submissions"

    def ready(self):
        from editorial import asides as beside_items
        from submissions import asides, files_of_drafts, tasks  # noqa: F401  registers the rules, names the daily work

        beside_items.told_by(asides.said_of_lookalikes)
