from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "submissions"

    def ready(self):
        from submissions import files_of_drafts, tasks  # noqa: F401  registers the rules, names the daily work
