from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "organisations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from organisations import farewell, receivers  # noqa: F401  says what follows when an account is closed

        receivers.connect()
