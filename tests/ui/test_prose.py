"""What people write becomes paragraphs and emphasis, and never anything that acts."""

import re

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.ui import prose as module
from goldenthread.ui.prose import TAGS, prose

ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<img/src='x'/onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='></object>",
    "<embed src='javascript:alert(1)'>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<body onload=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<form action='javascript:alert(1)'><button>x</button></form>",
    "<button formaction='javascript:alert(1)'>x</button>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<base href='javascript:alert(1)//'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>*{background:url(//evil.example)}</style>",
    "<div style='background:url(javascript:alert(1))'>x</div>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<p hx-get='/x' hx-trigger=load>x</p>",
    "<p data-hx-get='/x'>x</p>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](&#106;&#97;vascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:image/svg+xml;base64,PHN2Zz4=)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://a/b)",
    "[x](//evil.example)",
    "![x](https://evil.example/pixel.png)",
    "![x](x 'onerror=alert(1)')",
    "[x](https://a.example 'title\" onmouseover=\"alert(1)')",
    '[x]( https://a.example/"onmouseover=alert(1) )',
    "[x][r]\n\n[r]: javascript:alert(1)",
    '<https://a.example/"onclick=alert(1)>',
    "<javascript:alert(1)>",
    "`<script>alert(1)</script>`",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "```js onload=alert(1)\nx\n```",
    "# <img src=x onerror=alert(1)>",
    "> <script>alert(1)</script>",
    "* <svg/onload=alert(1)>",
    "\u202e<script>alert(1)</script>",
    "<scr\0ipt>alert(1)</scr\0ipt>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
]


@pytest.mark.row("G21")
@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_acts_survives(attack):
    drawn = str(prose(attack))
    tags = re.findall(r"<(/?)([a-zA-Z][\w:-]*)([^>]*)>", drawn)
    assert {name for _, name, _ in tags} <= TAGS
    for _, name, attributes in tags:
        assert (
            re.sub(r'\s(?:href="(?:https?:|mailto:)[^"<>]*"|rel="[a-z ]+")', "", attributes).strip(
                " /"
            )
            == ""
        ), (
            name,
            attributes,
        )
    assert drawn.count("<") == len(tags)


def test_what_people_mean_survives():
    assert prose("I said *both*, **yes**.\n\n> there\n\n- one\n- two\n\n`x`") == (
        "<p>I said <em>both</em>, <strong>yes</strong>.</p>\n<blockquote>\n<p>there</p>\n</blockquote>\n"
        "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<p><code>x</code></p>\n"
    )


def test_a_link_says_nothing_about_where_it_was_clicked():
    assert prose("[here](https://a.example/x)") == (
        '<p><a href="https://a.example/x" rel="nofollow noopener noreferrer ugc">here</a></p>\n'
    )


def test_a_picture_is_left_out_and_does_not_become_a_link():
    assert prose("before ![alt](https://a.example/p.png) after") == "<p>before  after</p>\n"


def test_a_heading_stands_below_the_pages_own():
    assert prose("# One\n\n##### Five") == "<h3>One</h3>\n<h4>Five</h4>\n"


def test_nothing_written_draws_nothing():
    assert (prose(""), prose(None)) == ("", "")


def test_the_drawn_words_are_safe_to_put_into_a_page():
    assert hasattr(prose("x"), "__html__")


@given(
    st.text(alphabet=st.sampled_from("ab .,;:!?'\"()/-+1\n é…“”’|%${}@^—"), max_size=60)
    | st.text(max_size=30)
)
def test_the_short_way_for_plain_words_draws_what_the_long_way_draws(words):
    if module._MEANS_SOMETHING.search(words.strip("\n")):
        return
    assert prose(words) == nh3.clean(module._reader().render(words), tags=set(TAGS))
