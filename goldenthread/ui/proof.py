"""The passphrase once more, before something weighty (security.md 2.3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ProveForm(forms.Form):
    """One field. `proves` says whether the words are the person's own; whoever asks knows how."""

    proof = forms.CharField(
        label=_("Your passphrase"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": _("Write your passphrase.")},
    )

    def __init__(
        self, *args: Any, proves: Callable[[str], bool] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._proves = proves

    def clean_proof(self) -> str:
        """Give the words exactly as typed, once they are proved."""
        words = str(self.cleaned_data["proof"])
        if self._proves is not None and not self._proves(words):
            raise forms.ValidationError(_("That isn’t your passphrase."))
        return words
