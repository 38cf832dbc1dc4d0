"""HTML sources: the article, whole sentences, and nothing that a reader does not see."""

from __future__ import annotations

import pytest

from summarizer import Document
from summarizer.errors import InputError

DREDGED = (
    "The harbour authority of Selm said on Monday that engineering companies had been invited to "
    "deepen the northern basin, which was dredged last in 1987 and is only six metres deep."
)
COST = (
    "According to the harbour master, Anna Brandt, the work will cost 41.5 million euros and is "
    "to be finished before the storms of 2029."
)


def text(html: str, name: str = "page.html") -> str:
    return Document.from_bytes(html.encode(), name).text


def page(article: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="en"><head><title>Deeper water | Courier</title>
<script>var a = "Ten dead";</script><style>p {{ color: red }}</style></head>
<body><nav><ul><li><a href="/">Front page</a></li><li><a href="/s">Sport</a></li></ul></nav>
<header><h1>Deeper water for Selm</h1></header>
<article>{article}</article>
<aside><h3>More</h3><a href="/1">Ten best beaches</a></aside>
<footer>© 2026 Courier. <a href="/p">Privacy</a></footer></body></html>"""


def test_the_article_is_read_and_what_surrounds_it_is_not() -> None:
    found = text(page(f"<p>{DREDGED}</p><p>{COST}</p>"))
    assert found == f"Deeper water for Selm\n\n{DREDGED}\n\n{COST}"


def test_a_sentence_is_whole_whatever_elements_it_has_and_however_it_is_wrapped() -> None:
    inner = (
        "The vote on <time datetime='2026-05-03'>3 May</time>\nwas <b>close</b>, said\n"
        "<a href='/b'>Anna <i>Brandt</i></a>, <q>too close</q> for <abbr title='x'>SHA</abbr>."
    )
    found = text(page(f"<p>{DREDGED}</p><p>{inner}</p><p>{COST}</p>"))
    assert "The vote on 3 May was close, said Anna Brandt, “too close” for SHA." in found


def test_lists_tables_quotations_and_code_keep_their_lines() -> None:
    found = text(
        page(
            f"<p>{DREDGED}</p><ul><li>Length: 800 metres<ul><li>of which new: 90</li></ul></li>"
            "<li>Depth: eleven metres</li></ul><blockquote><p>Not a cent has arrived.</p>"
            "</blockquote><table><tr><th>Year</th><th>Ships</th></tr><tr><td>2023</td>"
            f"<td>412</td></tr></table><pre>port = 80\nhost = 3</pre><p>{COST}</p>"
        )
    )
    assert "- Length: 800 metres\n  - of which new: 90\n- Depth: eleven metres" in found
    assert "\n\nNot a cent has arrived.\n\n" in found
    assert "Year | Ships\n2023 | 412" in found
    assert "port = 80\nhost = 3" in found


def test_raised_figures_do_not_change_a_number() -> None:
    found = text(
        page(
            f"<p>{DREDGED}</p><p>It moved 10<sup>6</sup> tonnes of sand"
            "<sup><a href='#n1'>[1]</a></sup> and 4 m<sup>3</sup> of wood.</p>"
        )
    )
    assert "It moved 10⁶ tonnes of sand and 4 m³ of wood." in found


def test_what_no_reader_sees_is_not_read() -> None:
    found = text(
        page(
            f"<p>{DREDGED}</p><!-- Ten dead --><p hidden>Ten dead</p>"
            "<p>It cost <del>nine</del> eight<span style='display: none'>y</span> euros.</p>"
            f"<p>{COST}</p><template>Ten dead</template><noscript>Ten dead</noscript>"
        )
    )
    assert "Ten dead" not in found
    assert "It cost eight euros." in " ".join(found.split())


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("<p>The ferry sank. Nobody died.</p>", "The ferry sank. Nobody died."),
        ("<h1>Ferry sinks</h1><p>Nobody\ndied.</p>", "Ferry sinks\nNobody died."),
        ("<div>It sank.<br>Nobody died.</div>", "It sank.\nNobody died."),
    ],
)
def test_a_scrap_of_a_page_is_read_whole(html: str, seen: str) -> None:
    assert text(html) == seen


@pytest.mark.parametrize(
    "html",
    [
        "<!doctype html><html><head></head><body></body></html>",
        "<html><body><nav><a href='/'>Front page</a></nav><footer>© 2026</footer></body></html>",
        "<html><body><div id='root'></div><script>start()</script>"
        "<noscript>Turn on JavaScript.</noscript></body></html>",
        "<html>",
    ],
)
def test_a_page_without_main_content_is_refused(html: str) -> None:
    with pytest.raises(InputError, match=r"page\.html is an HTML page without main text"):
        text(html)


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8", "utf-16", "koi8-r"])
def test_a_page_is_read_in_the_encoding_that_it_names(encoding: str) -> None:
    words = "Паром ушёл из Сельма в понедельник. Никто не погиб."
    html = f"<html><head><meta charset='{encoding}'></head><body><p>{words}</p></body></html>"
    assert Document.from_bytes(html.encode(encoding), "page.html").text == words


def test_content_decides_before_the_name() -> None:
    assert (
        text("It sank, 3 < 4 and 5 > 4. Nobody died.") == "It sank, 3 < 4 and 5 > 4. Nobody died."
    )
    assert text(f"\n<!doctype html><p>{DREDGED}</p>", "saved.txt") == DREDGED
    about = "Use <p> and </p> around a paragraph."
    assert text(about, "advice.txt") == about


def test_a_page_nested_beyond_reason_ends_in_a_sentence() -> None:
    with pytest.raises(InputError, match=r"page\.html is an HTML page"):
        text("<div>" * 20_000 + "Nobody died." + "</div>" * 20_000)
