from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from portal import errors, operations, views

urlpatterns = [
    path("", views.choose_language, name="root"),
    path("healthz", operations.healthz, name="healthz"),
    path("readyz", operations.readyz, name="readyz"),
    path("robots.txt", operations.robots, name="robots"),
    path("sitemap.xml", operations.sitemap, name="sitemap"),
    path("favicon.ico", operations.favicon, name="favicon"),
    path("id/<uuid:item_id>", views.permanent_identifier, name="permanent-identifier"),
    path("files/", include("files.urls")),
    *i18n_patterns(
        path("", include("portal.urls")),
        path("account/", include("accounts.urls")),
        path("my/", include("submissions.urls")),
        path("", include("submissions.changes.urls")),
        path("", include("submissions.sharing.urls")),
        path("", include("submissions.preview.urls")),
        path("", include("submissions.agreement.urls")),
        path("my/", include("submissions.trail.urls")),
        path("suggestions/", include("submissions.suggestion_urls")),
        path("editorial/", include("editorial.urls")),
        path("practices/", include("practices.urls")),
        path("research/", include("research.urls")),
        path("organisations/", include("organisations.urls")),
    ),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
