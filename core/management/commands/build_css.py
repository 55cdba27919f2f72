"""Makes the one stylesheet that is served out of the readable parts."""

from django.conf import settings
from django.core.management.base import BaseCommand

from core.stylesheet import combined

TARGET = settings.BASE_DIR / "static" / "css" / "site.css"


class Command(BaseCommand):
    help = "Combine static/css/parts into static/css/site.css. Run it after every change of a part."

    def handle(self, *args, **options):
        TARGET.write_text(combined(), encoding="utf-8")
        self.stdout.write(f"{TARGET.relative_to(settings.BASE_DIR)}: {TARGET.stat().st_size} bytes")
