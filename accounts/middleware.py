"""Who decides what is public signs in with two steps: until both are there, only the account pages are open."""

from django.shortcuts import redirect

from accounts import urls
from accounts.second_step import lacks_second_step


class SecondStepRequired:
    def __init__(self, get_response):
        self.get_response = get_response
        self.account_pages = {pattern.name for pattern in urls.urlpatterns}

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        # Public pages do not even ask who reads; see core.middleware.PrivateByDefault.
        if not getattr(view_func, "login_required", True) or not request.user.is_authenticated:
            return None
        if request.resolver_match.url_name in self.account_pages:
            return None
        if lacks_second_step(request.user):
            return redirect("mfa_index")
        return None
