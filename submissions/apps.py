from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "submissions"

    def ready(self):
        from editorial import asides as beside_items
        from submissions import (  # noqa: F401  registers what lower rooms ask for
            asides,
            content,
            files_of_drafts,
            gate,
            people,
            tasks,
        )
        from submissions.agreement import told

        beside_items.told_by(asides.said_of_lookalikes)
        beside_items.told_by(told.said_of_agreement)
