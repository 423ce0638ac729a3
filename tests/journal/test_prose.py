import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.journal import places
from goldenthread.journal.prose import Block, blocks


def _drawn(body, *words):
    return [(block.html.strip(), block.begins) for block in _blocks(body, *words)]


def _blocks(body, *words):
    return blocks(body, [span for each in words if (span := places.spot(body, each))])


def test_a_passage_is_marked_in_its_paragraph():
    assert _drawn("One.\n\nThere it is again.", "it is") == [
        ("<p>One.</p>", ()),
        ("<p>There <mark>it is</mark> again.</p>", (0,)),
    ]


def test_a_mark_never_crosses_a_tag():
    assert _drawn("One *two* three", "One *two*") == [
        ("<p><mark>One </mark><em><mark>two</mark></em> three</p>", (0,))
    ]


def test_a_passage_over_two_paragraphs_is_marked_in_both_and_begins_in_the_first():
    assert _drawn("One two.\n\nThree four.", "two.\n\nThree") == [
        ("<p>One <mark>two.</mark></p>", (0,)),
        ("<p><mark>Three</mark> four.</p>", ()),
    ]


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("# Head", "<h3><mark>Head</mark></h3>"),
        ("> said", "<blockquote>\n<p><mark>said</mark></p>\n</blockquote>"),
        ("1. one", "<ol>\n<li><mark>one</mark></li>\n</ol>"),
    ],
)
def test_a_passage_from_the_start_of_a_line_leaves_its_markup_alone(body, html):
    assert _drawn(body, body) == [(html, (0,))]


def test_two_passages_may_overlap():
    assert _drawn("one two three", "one two", "two three") == [
        ("<p><mark>one </mark><mark>two</mark><mark> three</mark></p>", (0, 1))
    ]


def test_an_edge_lost_in_a_link_marks_nothing():
    body = "See [this](https://example.org/abc) and more."

    assert _drawn(body, "abc) and") == [
        (
            (
                '<p>See <a href="https://example.org/abc" rel="nofollow noopener noreferrer ugc">'
                "this</a> and more.</p>"
            ),
            (),
        )
    ]


def test_markup_of_others_stays_text():
    assert _drawn("<b onclick=x>a</b> & b", "a") == [
        ("<p>&lt;b onclick=x&gt;<mark>a</mark>&lt;/b&gt; &amp; b</p>", (0,))
    ]


def test_marks_of_ones_own_making_are_dropped():
    assert blocks("a\ue100b\ue200c") == (Block("<p>abc</p>", ()),)


@given(st.text(alphabet="ab *_`#>-[]()<&\n\ue100\ue200", max_size=60), st.data())
def test_any_text_with_any_passage_is_drawn_without_a_tag_of_its_own(body, data):
    spans = [
        tuple(sorted(data.draw(st.tuples(st.integers(0, len(body)), st.integers(0, len(body))))))
        for _ in range(2)
    ]

    for block in blocks(body, spans):
        assert block.html.count("<mark>") == block.html.count("</mark>")
        assert "\ue100" not in block.html
        assert "\ue200" not in block.html
