from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jukwaa.accounts import actions
from jukwaa.accounts.forms import PasswordForm, SignInForm
from jukwaa.core.http import Request, page

sign_in = LoginView.as_view(
    template_name="accounts/sign_in.html", authentication_form=SignInForm, redirect_authenticated_user=True
)
sign_out = LogoutView.as_view()


@sensitive_post_parameters()
@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def password(request: Request) -> HttpResponse:
    form = PasswordForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.change_password(request.user, form.cleaned_data["new"], by=request.user)
        except PermissionDenied as refused:
            form.add_error(None, str(refused))
        else:
            update_session_auth_hash(request, user)  # whoever changes it stays signed in, others do not
            messages.success(request, _("Your password is changed."))
            return redirect("site:desk")
    wrong = request.method == "POST"
    return page(request, "accounts/password.html", {"form": form}, status=422 if wrong else 200)
