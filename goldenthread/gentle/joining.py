"""The one question of gentle at coming in, for the page that web draws."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class JoiningForm(forms.Form):
    """The one question at coming in, which may be passed over."""

    gently = forms.BooleanField(
        required=False,
        label=_("Keep it gentle"),
        help_text=_(
            "Short pages, a way to leave at once, nothing kept on this device, no questions about the past. "
            "You can change each of these any day, and nobody asks why."
        ),
    )
