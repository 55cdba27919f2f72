from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "organisations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from organisations import receivers
        from organisations.memberships import organisations_written_for
        from submissions import owners

        owners.told_by(organisations_written_for)
        receivers.connect()
