from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "submissions"

    def ready(self):
        from submissions import content, files_of_drafts, gate, tasks  # noqa: F401  registers what lower rooms ask for
