"""What can be chosen on leaving. No field asks why."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy


class ErasureForm(forms.Form):
    """Whether one's own journal goes too."""

    with_journal = forms.BooleanField(
        required=False, label=gettext_lazy("Erase my own journal here too")
    )
