"""Forms people finish: label, hint, error, field, in that order; nothing typed is lost."""

from datetime import datetime
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template import Context
from django.utils.safestring import SafeString

from goldenthread.ui.components.drawing import draw, nonce_of

register = template.Library()


@register.simple_block_tag(takes_context=True)
def form(
    context: Context,
    content: str,
    *,
    action: str,
    part: str = "",
    draft: str = "",
    saved: datetime | None = None,
    row: bool = False,
    label: str = "",
) -> SafeString:
    """A POST form with its CSRF token. Works bare; browsers with script get more from two props.

    `part` is the id of an element on this page: htmx replaces just that with the same element of
    the page the server answers (after its redirect). Needs `{% htmx %}` in the scripts block.
    `draft` names what is being written ("journal/new"): draft.js keeps it on this device until the
    server has it; `saved` is when the server's copy was. Needs `{% script name="draft" %}`.
    """
    request = context.get("request")
    owner = getattr(getattr(request, "person", None), "uid", "")
    return draw(
        "form",
        content=content,
        action=action,
        part=part,
        draft=draft and f"{owner}/{draft}",
        saved=saved.isoformat() if saved else "",
        row=row,
        label=label,
        token=context.get("csrf_token"),
        nonce=nonce_of(context),
        keeps_nothing=bool(context.get("drafts_off")),
    )


@register.simple_block_tag(takes_context=True)
def take_copy(context: Context, content: str, *, action: str, name: str) -> SafeString:
    """A button that fetches a zip by POST; copy.js adds a line that shows how far it has come.

    `name` is the file's name on the reader's device and says nothing about anybody.
    """
    return draw(
        "take_copy", content=content, action=action, file=name, token=context.get("csrf_token")
    )


@register.simple_tag
def field(
    *,
    bound: BoundField,
    label: str = "",
    hint: str = "",
    hide_label: bool = False,
    rows: int = 0,
    short: bool = False,
    autocomplete: str = "",
) -> SafeString:
    """One form field (`bound=form.words`). Label and hint default to the form's own."""
    hint = hint or str(bound.help_text)
    attrs: dict[str, Any] = {
        "class": "input short" if short else "input",
        "aria-describedby": _described_by(bound, hint) or False,
        # A browser that cuts off at the limit loses words in silence; the server says the limit.
        "maxlength": False,
    }
    if rows:
        attrs["rows"] = rows
    if autocomplete:
        attrs["autocomplete"] = autocomplete
    ticks = isinstance(bound.field.widget, forms.CheckboxInput)
    if ticks:
        attrs["class"] = False
    return draw(
        "tick" if ticks else "field",
        bound=bound,
        widget=bound.as_widget(attrs=attrs),
        label=label or bound.label,
        hint=hint,
        hide_label=hide_label,
    )


@register.simple_tag
def pick(*, bound: BoundField, label: str = "", hint: str = "") -> SafeString:
    """One of a few, as a row of radios (a ChoiceField with RadioSelect)."""
    hint = hint or str(bound.help_text)
    return draw(
        "pick",
        bound=bound,
        label=label or bound.label,
        hint=hint,
        described=_described_by(bound, hint),
    )


@register.simple_tag
def errors(*, form: forms.BaseForm) -> SafeString:
    """What needs another look: takes focus, links to each field, same words as beside it."""
    if not form.errors:
        return SafeString("")
    found = [(_first_id(form[name]), says) for name in form.fields for says in form[name].errors]
    found += [("", says) for says in form.non_field_errors()]
    return draw("errors", found=found)


@register.simple_tag
def saved(*, says: str = "") -> SafeString:
    """Where the draft is. Inside a `{% form draft=… %}`; draft.js speaks through it."""
    return draw("saved", says=says)


def _described_by(bound: BoundField, hint: str) -> str:
    ids = [f"{bound.auto_id}_hint"] if hint else []
    return " ".join([*ids, f"{bound.auto_id}_error"] if bound.errors else ids)


def _first_id(bound: BoundField) -> str:
    """Where a link in the summary lands: the field, or the first of its radios."""
    return f"{bound.auto_id}_0" if bound.field.widget.use_fieldset else bound.id_for_label
