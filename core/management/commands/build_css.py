"""Makes the stylesheets that are served out of the readable parts."""

from django.conf import settings
from django.core.management.base import BaseCommand

from core.stylesheet import SHEETS, combined

FOLDER = settings.BASE_DIR / "static" / "css"


class Command(BaseCommand):
    help = "Combine static/css/parts into the stylesheets that are served. Run it after every change of a part."

    def handle(self, *args, **options):
        for sheet in SHEETS:
            target = FOLDER / f"{sheet}.css"
            target.write_text(combined(sheet), encoding="utf-8")
            self.stdout.write(f"{target.relative_to(settings.BASE_DIR)}: {target.stat().st_size} bytes")
