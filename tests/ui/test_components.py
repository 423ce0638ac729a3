"""Every component draws what its props say, and a misspelt prop never gets as far as a page."""

import inspect
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from goldenthread.ui import audience, charts
from goldenthread.ui.forms import EveryField
from goldenthread.ui.templatetags.ui import register

HOUSE = Path(__file__).parents[2] / "goldenthread"
BLOCKS = {
    *(
        "btn link_btn card note empty who voice voices ask state entry said reply vow thread knot"
    ).split(),
    *("strung clause form take_copy").split(),
}


def draw(source: str, **context: object) -> str:
    return " ".join(Template("{% load ui i18n %}" + source).render(Context(context)).split())


@pytest.mark.parametrize("name", sorted(register.tags))
def test_a_misspelt_prop_fails_before_anything_is_drawn(name):
    end = f"{{% end{name} %}}" if name in BLOCKS else ""
    with pytest.raises(TemplateSyntaxError):
        Template(f"{{% load ui %}}{{% {name} misspelt=1 %}}{end}")


@pytest.mark.parametrize(
    "name", sorted(BLOCKS - {"voices", "entry", "said", "strung", "thread", "btn"})
)
def test_a_forgotten_prop_fails_before_anything_is_drawn(name):
    if name in {"card", "note", "ask", "state"}:
        pytest.skip("every prop of it may be left out")
    with pytest.raises(TemplateSyntaxError):
        Template(f"{{% load ui %}}{{% {name} %}}{{% end{name} %}}")


def test_every_component_is_shown_in_the_gallery():
    source = (HOUSE / "ui/templates/ui/gallery.html").read_text()
    layouts = "icon script htmx"
    missing = [
        n for n in register.tags if f"{{% {n} " not in source and f"{{% {n} %}}" not in source
    ]
    assert [name for name in missing if name not in layouts.split()] == []


def test_a_component_takes_its_props_by_name_only():
    from goldenthread.ui.components import forms, frame, people, thread, words

    for part in (forms, frame, people, thread, words):
        for name in part.register.tags:
            parameters = inspect.signature(getattr(part, name)).parameters.values()
            named = [p.name for p in parameters if p.kind is not p.KEYWORD_ONLY]
            assert set(named) <= {"context", "content"}, name


def test_words_from_people_are_escaped_wherever_they_stand():
    bad = "<b>x"
    drawn = draw(
        "{% own words=bad %}{% says_who initial=bad role='coach' says=bad %}{% when at=day says=bad %}"
        "{% diff ops=ops %}{% card title=bad %}{{ bad }}{% endcard %}{% letters clauses=clauses %}"
        "{% knot kind='entry' title=bad href=bad when=bad %}{% endknot %}{% progress done=1 of=2 label=bad %}",
        bad=bad,
        day=date(2026, 3, 9),
        ops=[("added", bad), ("gone", bad), ("same", bad)],
        clauses=[{"letter": bad, "heading": bad, "ref": bad, "tied": False}],
    )
    assert drawn.count("&lt;b&gt;x") == 16
    assert "<b>" not in drawn


def test_the_audience_cue_has_a_sheet_only_when_something_stands_behind_it():
    mine = audience.only_you("alma", "client")
    assert draw("{% who says=a.says faces=a.faces %} {% endwho %}", a=mine) == (
        '<p class="who"><span class="faces" aria-hidden="true"><span class="face" aria-hidden="true">A'
        '</span> </span> <span class="says">Only you can read this</span></p>'
    )
    ours = draw(
        "{% who says=a.says faces=a.faces ref='w' %}<p>More</p>{% endwho %}",
        a=audience.you_and("Ben", "coach", "Alma"),
    )
    assert 'popovertarget="w"' in ours
    assert (
        '<span class="face coach" aria-hidden="true">B</span> <span class="face" aria-hidden="true">A</span>'
        in ours
    )
    assert "Only you and Alma can read this" in ours


def test_a_face_without_a_name_is_a_dot():
    assert (audience.initial_of(""), audience.initial_of("«élan»")) == ("·", "É")


@pytest.mark.parametrize(
    "source",
    [
        "{% btn kind='loud' %}x{% endbtn %}",
        "{% note tone='red' %}x{% endnote %}",
        "{% face initial='A' role='boss' %}",
        "{% icon name='skull' %}",
        "{% knot kind='granny' %}x{% endknot %}",
        "{% diff ops=ops %}",
    ],
)
def test_a_word_no_stylesheet_knows_is_refused(source):
    with pytest.raises(ValueError, match="is one of"):
        draw(source, ops=[("moved", "x")])


def test_a_button_sends_its_form_or_opens_a_sheet():
    assert draw("{% btn kind='main' %}Keep it{% endbtn %}") == (
        '<button class="btn main" type="submit">Keep it</button>'
    )
    assert draw("{% btn slim=True sheet='who' %}Who{% endbtn %}") == (
        '<button class="btn slim" type="button" popovertarget="who">Who</button>'
    )
    assert draw("{% btn name='answer' value='kept' %}Kept{% endbtn %}") == (
        '<button class="btn" type="submit" name="answer" value="kept">Kept</button>'
    )


def test_a_form_works_bare_and_names_its_part_and_draft_for_browsers_with_script():
    request: Any = RequestFactory().get("/")
    request.person = SimpleNamespace(uid="p-1")
    request.csp_nonce = "n0"
    drawn = draw(
        "{% form action='/x/' part='list' draft='journal/new' saved=at %}{% endform %}",
        request=request,
        csrf_token="t0",
        at=datetime(2026, 3, 2, 10, tzinfo=UTC),
    )
    assert drawn == (
        '<form method="post" action="/x/" class="stack" novalidate data-draft="p-1/journal/new" '
        'data-saved="2026-03-02T10:00:00+00:00" hx-post="/x/" hx-target="#list" hx-select="#list" '
        'hx-select-oob="#told:innerHTML" hx-swap="outerMorph" hx-nonce="n0"> '
        '<input type="hidden" name="csrfmiddlewaretoken" value="t0"> </form>'
    )
    assert draw("{% form action='/x/' %}{% endform %}") == (
        '<form method="post" action="/x/" class="stack" novalidate> </form>'
    )


def _sent(**changes: str) -> EveryField:
    return EveryField(
        {"name": "Alma", "day": "2026-11-26", "words": "Both.", "reader": "me"} | changes
    )


def test_a_field_says_label_hint_error_and_then_shows_what_was_typed():
    form = _sent(name="")
    drawn = draw("{% field bound=form.name %}", form=form)
    order = ["<label", "_hint", "_error", "<input"]
    assert [drawn.index(part) for part in order] == sorted(drawn.index(part) for part in order)
    assert 'aria-describedby="id_name_hint id_name_error"' in drawn
    assert 'aria-invalid="true"' in drawn


def test_too_many_words_are_kept_and_the_limit_is_said():
    drawn = draw("{% field bound=form.words %}", form=_sent(words="x" * 201))
    assert "x" * 201 in drawn
    assert "Keep it under 200 letters; it has 201. Nothing was cut off." in drawn
    assert "maxlength" not in drawn


def test_the_summary_of_errors_says_the_same_words_and_leads_to_each_field():
    form = _sent(name="", reader="")
    drawn = draw("{% errors form=form %}", form=form)
    assert "2 things need another look" in drawn
    assert '<a href="#id_name">Write a name, so Ben knows what to call you</a>' in drawn
    assert '<a href="#id_reader_0">Choose who can read it</a>' in drawn
    assert 'id="id_reader_0"' in draw("{% pick bound=form.reader %}", form=form)
    assert draw("{% errors form=form %}", form=_sent(name="")).startswith(
        '<div class="note wrong stack stack-s" role="alert" tabindex="-1" autofocus> <h2>One thing needs'
    )
    assert draw("{% errors form=form %}", form=_sent()) == ""


def test_what_changed_is_said_as_well_as_coloured():
    assert draw(
        "{% diff ops=ops %}", ops=[("gone", "60"), ("added", "50"), ("same", "minutes")]
    ) == (
        '<del><span class="vh">Taken out: </span>60</del> <ins><span class="vh">Added: </span>50</ins> minutes'
    )


def test_the_eight_letters_say_in_words_which_are_tied():
    drawn = draw(
        "{% letters clauses=clauses %}",
        clauses=[
            {"letter": "P", "heading": "Purpose", "ref": "p", "tied": True},
            {"letter": "M", "heading": "Margins", "ref": "m", "tied": False},
        ],
    )
    assert ("Purpose: tied" in drawn, "Margins: still talking" in drawn) == (True, True)
    assert drawn.count('class="tied"') == 1


@pytest.mark.parametrize(("done", "of"), [(0, 50), (18, 50), (50, 50), (70, 50), (0, 0), (-3, 50)])
def test_a_spun_thread_never_leaves_its_place(done, of):
    drawn = charts.spun(done, of, label="minutes")
    tip = float(drawn.split('class="tip" d="M')[1].split(" ")[0])
    assert 0 <= tip <= 600
