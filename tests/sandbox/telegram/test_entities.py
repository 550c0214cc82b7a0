"""Markup into entities, and the words for markup that cannot be read."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.telegram import utf16
from sandbox.telegram.entities import formatted
from sandbox.telegram.errors import RefusedError

Json = dict[str, Any]
CANT = "Bad Request: can't parse entities: "


def brief(found: list[Json]) -> list[tuple[str, int, int]]:
    return [(entity["type"], entity["offset"], entity["length"]) for entity in found]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>a</b>", "a", [("bold", 0, 1)]),
        ("👍<b>a</b>", "👍a", [("bold", 2, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<strong>a</strong><em>b</em><ins>c</ins><del>d</del>", "abcd", None),
        ("a &lt;b&gt; &amp; &quot; &#39; &#x41; &nbsp;", "a <b> & \" ' A &nbsp;", []),
        ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("<B>a</B >", "a", [("bold", 0, 1)]),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ("<b></b>a", "a", []),
        ("  <b> a </b>  ", "a", [("bold", 0, 1)]),
        ("<b>a</b><b>b</b>", "ab", [("bold", 0, 2)]),
        ("<b>a<code>b</code>c</b>", "abc", [("bold", 0, 1), ("code", 1, 1), ("bold", 2, 1)]),
        ("<code>/start @name</code>", "/start @name", [("code", 0, 12)]),
    ],
)
def test_html_becomes_entities(source: str, text: str, entities: list[tuple[str, int, int]] | None) -> None:
    found, marks = formatted(source, "HTML", None)
    assert found == text
    assert entities is None or brief(marks) == entities


def test_html_links_languages_emoji_and_times_keep_their_arguments() -> None:
    source = (
        '<a href="https://example.com">a</a><a href="tg://user?id=4242">b</a>'
        '<pre><code class="language-py">c</code></pre>'
        '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji><tg-time unix="1700000000" format="t">d</tg-time>'
    )
    marks = formatted(source, "html", None)[1]
    assert [mark["type"] for mark in marks] == ["text_link", "text_mention", "pre", "custom_emoji", "date_time"]
    assert marks[0]["url"] == "https://example.com/"
    assert marks[1]["user"]["id"] == 4242
    assert marks[2]["language"] == "py"
    assert marks[3]["custom_emoji_id"] == "5368324170671202286"
    assert (marks[4]["unix_time"], marks[4]["date_time_format"]) == (1700000000, "t")


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<div>a</div>", 'Unsupported start tag "div" at byte offset 0'),
        ("Я<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-emoji emoji-id="x">a</tg-emoji>', "Invalid custom emoji identifier specified"),
        ("<a href=http://x>a</a>", "Unexpected end of name token at byte offset 8"),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(RefusedError) as refused:
        formatted(source, "HTML", None)
    assert refused.value.description == CANT + reason


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("*a* _b_ __c__ ~d~ ||e|| `f`", "a b c d e f", None),
        ("*a _b_*", "a b", [("bold", 0, 3), ("italic", 2, 1)]),
        (r"a\.b\!", "a.b!", []),
        ("```py\nx```", "x", [("pre", 0, 1)]),
        (">a\n>b\nc", "a\nb\nc", [("blockquote", 0, 3)]),
        ("**>a\n>b||", "a\nb", [("expandable_blockquote", 0, 3)]),
        (r"[a\]b](http://example.com/\))", "a]b", [("text_link", 0, 3)]),
        ("___a_ b__", "a b", [("underline", 0, 3), ("italic", 0, 1)]),
    ],
)
def test_markdown_v2_becomes_entities(source: str, text: str, entities: list[tuple[str, int, int]] | None) -> None:
    found, marks = formatted(source, "MarkdownV2", None)
    assert found == text
    assert entities is None or brief(marks) == entities


@pytest.mark.parametrize(
    ("source", "reason"),
    [(char, f"Character '{char}' is reserved and must be escaped with the preceding '\\'") for char in "]()#+-=|{}.!"]
    + [
        ("🏟 🏟_abacaba", "Can't find end of Italic entity at byte offset 9"),
        ("🏟 🏟_abac * asd ", "Can't find end of Bold entity at byte offset 15"),
        ("🏟 🏟_abac * asd _", "Can't find end of Italic entity at byte offset 21"),
        ("🏟 🏟`", "Can't find end of Code entity at byte offset 9"),
        ("🏟 🏟```", "Can't find end of Pre entity at byte offset 9"),
        ("🏟 🏟```a", "Can't find end of Pre entity at byte offset 9"),
        ("🏟 🏟```a ", "Can't find end of PreCode entity at byte offset 9"),
        ("🏟 🏟__🏟 🏟_", "Can't find end of Italic entity at byte offset 20"),
        ("🏟 🏟_🏟 🏟__", "Can't find end of Underline entity at byte offset 19"),
        ("[a", "Can't find end of TextUrl entity at byte offset 0"),
        ("[a](b", "Can't find end of a URL at byte offset 3"),
    ],
)
def test_broken_markdown_v2_is_refused_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(RefusedError) as refused:
        formatted(source, "MarkdownV2", None)
    assert refused.value.description == CANT + reason


def test_old_markdown_has_no_nesting_and_names_the_unclosed_entity() -> None:
    assert brief(formatted("*a* _b_ `c` [d](example.com) a\\_b", "Markdown", None)[1]) == [
        *(("bold", 0, 1), ("italic", 2, 1), ("code", 4, 1), ("text_link", 6, 1)),
    ]
    with pytest.raises(RefusedError, match="Can't find end of the entity starting at byte offset 2"):
        formatted("Яb_"[0] + "*a", "markdown", None)


def test_an_unknown_parse_mode_is_refused() -> None:
    with pytest.raises(RefusedError, match="Bad Request: unsupported parse_mode"):
        formatted("a", "BBCode", None)


@pytest.mark.parametrize(
    ("entity", "reason"),
    [
        ({"type": "bold", "offset": 0}, "length"),
        ({"type": "bold", "offset": "0", "length": 1}, "Number"),
        ({"type": "fat", "offset": 0, "length": 1}, "Unsupported type"),
        ({"type": "text_link", "offset": 0, "length": 1}, "url"),
        ({"type": "text_link", "offset": 0, "length": 1, "url": "localhost"}, "entity URL 'localhost' is invalid"),
        ({"type": "bold", "offset": 0, "length": 9}, "ends after the end of the text"),
        ({"type": "bold", "offset": 1, "length": 1}, "begins in a middle of a UTF-16 symbol"),
    ],
)
def test_wrong_explicit_entities_are_refused(entity: Json, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        formatted("👍a", None, [entity])


def test_marks_split_where_they_cross_and_commands_are_found() -> None:
    given = [{"type": "italic", "offset": 9, "length": 3}, {"type": "bot_command", "offset": 0, "length": 3}]
    assert brief(formatted("Tap /start now", None, given)[1]) == [
        *(("bot_command", 4, 6), ("italic", 9, 1), ("italic", 10, 2)),
    ]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("/start@sandbox_bot x", [("bot_command", 0, 18)]),
        ("see https://example.com/a?b=1.", [("url", 4, 25)]),
        ("mail a@example.com", [("email", 5, 13)]),
        ("@durov #тег $USD", [("mention", 0, 6), ("hashtag", 7, 4), ("cashtag", 12, 4)]),
        ("1/2 a@b #1", []),
    ],
)
def test_entities_are_found_in_plain_text(text: str, entities: list[tuple[str, int, int]]) -> None:
    assert brief(formatted(text, None, None)[1]) == entities


MARKUP = st.text(st.sampled_from(list("ab \n👍я*_~|`[]()>\\!.<>/=\"'&;bi0#@")), max_size=40)


@settings(max_examples=400, deadline=None)
@given(st.one_of(MARKUP, st.text(max_size=60)), st.sampled_from(["HTML", "MarkdownV2", "Markdown", None]))
def test_entities_always_lie_inside_the_text(source: str, mode: str | None) -> None:
    try:
        text, found = formatted(source, mode, None)
    except RefusedError as refused:
        if refused.code != 400:
            raise
        return
    marks = set(utf16.boundaries(text))
    assert text == text.strip()
    for entity in found:
        assert entity["length"] > 0
        assert {entity["offset"], entity["offset"] + entity["length"]} <= marks
