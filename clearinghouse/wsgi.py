import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clearinghouse.settings")
application = get_wsgi_application()

from search.lexicon import building  # noqa: E402

if not building.is_built():  # readers must not wait for it, and must not search with less
    raise ImproperlyConfigured("The lexicon of the search is missing: run `python3 manage.py build_lexicon` first.")
