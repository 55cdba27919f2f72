from django.urls import path, register_converter

from submissions.sharing import views


class ShareKeyConverter:
    """43 letters that nobody guesses."""

    regex = "[A-Za-z0-9_-]{43}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ShareKeyConverter, "share_key")
app_name = "sharing"
urlpatterns = [
    path("my/sharing/<uuid:pk>/", views.sharing, name="draft"),
    path("shared/<share_key:key>/", views.shared, name="shared"),
    path("shared/<share_key:key>/comment/", views.comment, name="comment"),
]
