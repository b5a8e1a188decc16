"""Markdown and HTML: the words that a page shows, and where they stand in its source."""

from __future__ import annotations

import html
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.model import Article
from qa.read import ReadOptions, read_page, read_sides
from qa.read.page import page_article, parse_page
from qa.read.webpage import webpage_source

FILES = Path(__file__).parent / "read_files"
OPTIONS = ReadOptions()
KO = "서울시는 3월부터 심야버스 노선 네 개를 새로 운행한다고 목요일 밝혔다."
EN = "The Seoul city government said Thursday that it will add four night bus routes in March."


def saved(tmp_path: Path, name: str, content: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def page(tmp_path: Path, name: str, content: str | bytes) -> Article:
    return read_page(saved(tmp_path, name, content), OPTIONS)


# --- Markdown -------------------------------------------------------------------------------------


def test_markdown(tmp_path: Path) -> None:
    raw = (
        "---\ntitle: 심야버스 늘린다\ndate: 2025-01-16\ntags: [a, b]\n---\n\n"
        f"![정류장](a.jpg)\n\n- {KO}\n\n<script>alert('그림')</script>\n\n```\ncode = 1\n```\n\n"
        f"> {EN} &amp; so on.\n"
    )
    article = page(tmp_path, "a.md", raw)
    assert article.ko.title == "심야버스 늘린다"
    assert str(article.published) == "2025-01-16"
    assert (article.ko.text, article.en.text) == (KO, f"{EN} & so on.")
    assert article.ko.place(0) == (9, 3, "")
    assert article.en.place(article.en.text.index("so on")) == (
        17,
        raw.split("\n")[16].index("so on") + 1,
        "",
    )


def test_markdown_lines_of_two_languages_are_two(tmp_path: Path) -> None:
    article = page(tmp_path, "a.md", f"{KO}\n{EN}\n")
    assert (article.ko.text, article.en.text) == (KO, EN)
    assert article.en.place(4) == (2, 5, "")


def test_markdown_with_html(tmp_path: Path) -> None:
    raw = (
        f"<div class='ko'>\n\n{KO}<br>요금은 **그대로**다.\n\n</div>\n\n<p>{EN}</p>\n"
        "<script>\nvar a = '글 9';\n</script>\n\n"
        "<!-- 글 9 -->\n\nFares <b>stay</b>.\n"
    )
    article = page(tmp_path, "a.md", raw)
    assert article.ko.text == f"{KO}\n\n요금은 그대로다."
    assert article.en.text == f"{EN}\n\nFares stay."
    assert article.en.place(0) == (7, 4, "")
    assert article.ko.place(article.ko.text.index("그대로"))[0] == 3
    assert article.en.place(article.en.text.index("stay")) == (14, 10, "")


def test_lines_option_takes_markdown_as_it_stands(tmp_path: Path) -> None:
    article = read_page(saved(tmp_path, "a.md", f"**{KO}**\n{EN}\n"), ReadOptions(presegmented=True))
    assert article.ko.text == f"**{KO}**"


# --- HTML -----------------------------------------------------------------------------------------


def test_a_saved_page_is_its_pasted_text() -> None:
    found, wanted = read_page(FILES / "news_page.html", OPTIONS), read_page(FILES / "news_page.txt", OPTIONS)
    for side in ("ko", "en"):
        a, b = getattr(found, side), getattr(wanted, side)
        assert (a.title, a.decks, a.text) == (b.title, b.decks, b.text)
    assert (found.published, found.notes) == (wanted.published, wanted.notes)


def test_the_language_behind_a_button_is_read(tmp_path: Path) -> None:
    html = (
        f"<body><div class=tab><p>{KO * 5}</p></div><div style='display: none'><p>{EN * 4}</p></div>"
        "<div hidden><p>문의는 언제든지 하십시오.</p></div></body>"
    )
    assert EN in page(tmp_path, "a.html", html).en.text


def test_hidden_text_is_left_out_where_no_language_is_lost(tmp_path: Path) -> None:
    html = f"<body><p>{KO * 5}</p><p>{EN * 4}</p><p style='display:none'>숨은 글 1234.</p></body>"
    assert "1234" not in page(tmp_path, "a.html", html).ko.text


@pytest.mark.parametrize("encoding", ["euc-kr", "cp949", "utf-16", "utf-8-sig"])
def test_old_encodings(tmp_path: Path, encoding: str) -> None:
    html = f"<html><head><meta charset='{encoding}'></head><body><p>{KO}</p><p>{EN}</p></body></html>"
    article = page(tmp_path, "a.htm", html.encode(encoding))
    assert (article.ko.text, article.en.text) == (KO, EN)


def test_the_declared_encoding_of_an_english_page(tmp_path: Path) -> None:
    html = f"<meta charset=windows-1252><p>{EN} “Café” prices rose – again.</p>".encode("cp1252")
    article = read_sides(saved(tmp_path, "a.ko.txt", KO), saved(tmp_path, "a.en.html", html), OPTIONS)
    assert article.en.text.endswith("“Café” prices rose – again.")


def test_publication_as_it_was_in_seoul(tmp_path: Path) -> None:
    meta = "<meta property='article:published_time' content='2025-01-15T23:30:00Z'>"
    html = f"<head>{meta}</head><body><p>{KO}</p><p>{EN}</p></body>"
    assert str(page(tmp_path, "a.html", html).published) == "2025-01-16"
    dated = html.replace("<body>", "<body><p>입력 2025.01.17 08:30</p>")
    assert str(page(tmp_path, "b.html", dated).published) == "2025-01-17"


def test_a_page_saved_as_one_file(tmp_path: Path) -> None:
    html = f"<html><body><p>{KO}</p>\n<p>{EN}</p></body></html>"
    whole = MIMEMultipart("related")
    whole.attach(MIMEText(html, "html", "utf-8"))
    whole.attach(MIMEText("body { content: '글 9' }", "css", "utf-8"))
    article = page(tmp_path, "a.mhtml", whole.as_bytes())
    assert (article.ko.text, article.en.text) == (KO, EN)
    assert article.en.place(4).segment == "line 2 of the page"


def test_scripts_are_no_text(tmp_path: Path) -> None:
    html = (
        f"<body onload='alert(1)'><p>{KO}<script>document.write('악성 7777')</script></p>"
        f"<p>{EN}<img src=x onerror=alert(7777)><iframe srcdoc='<p>7777</p>'></iframe></p>"
        "<svg><text>7777</text></svg><noscript>7777</noscript><template><p>7777</p></template></body>"
    )
    article = page(tmp_path, "a.html", html)
    assert (article.ko.text, article.en.text) == (KO, EN)


def test_a_minified_page_is_placed_in_its_one_line(tmp_path: Path) -> None:
    html = f"<!doctype html><body><p class='a b'>{KO}</p><p>{EN}</p></body>"
    article = page(tmp_path, "a.html", html)
    assert article.en.place(0) == (1, html.index(EN) + 1, "")


SENTENCES = {
    "ko": (
        KO,
        "이용객은 3년 새 두 배로 늘었다.",
        "“귀갓길이 필요하다”고 국장은 말했다.",
        "요금은 <그대로> 둔다 & 늘리지 않는다.",
    ),
    "en": (
        EN,
        "Ridership has doubled in 3 years.",
        "“Workers need a way home,” she said.",
        "Fares <will> stay & not rise.",
    ),
}
WRAPPERS = (
    "<p>{}</p>",
    "<div>{}<br></div>",
    "<div class='article-body_text'><span>{}</span></div>",
    "<section><p><b>{}</b></p></section>",
    "<ul>\n<li>{}</li>\n</ul>",
    "<table><tr><td>{}</td></tr></table>",
    "<blockquote>\n  {}\n</blockquote>",
    "{}<br><br>",
    "<!-- <p>no</p> --><p>{}<hr>",
)


@given(
    st.lists(
        st.tuples(st.sampled_from(["ko", "en"]), st.integers(0, 3), st.sampled_from(WRAPPERS)), max_size=8
    )
)
def test_however_a_page_is_built_it_is_its_text(blocks: list[tuple[str, int, str]]) -> None:
    blocks = [("ko", 0, "<p>{}</p>"), ("en", 0, "<p>{}</p>"), *blocks]
    texts = [SENTENCES[lang][n] for lang, n, _ in blocks]
    page = "".join(wrap.format(html.escape(text)) for text, (_, _, wrap) in zip(texts, blocks, strict=True))
    source = webpage_source(f"<!doctype html><body><div><main>{page}</main></div></body>".encode(), "a.html")
    assert [line.text for line in source.lines if line.kind is None] == texts
    wanted, found = parse_page("\n\n".join(texts), "a", OPTIONS), page_article(source, OPTIONS)
    assert (found.ko.text, found.en.text) == (wanted.ko.text, wanted.en.text)


OTHER = "<li><h3><a href=2>다른 기사</a></h3><p>다른 소식을 전한다.</p></li>"
ARTICLE = "<article><h2><a href=2>다른 기사</a></h2><p>다른 소식을 전한다.</p></article>"
CARDS = f"<ul>{OTHER}{OTHER}<li>{{}}</li></ul>"


@pytest.mark.parametrize(
    ("part", "kept"),
    [
        ("<div class='related-news'><a href=1>한파 계속</a><p>{}</p></div>", True),
        ("<div class='related-news'><ul><li><a href=1>{}</a></li></ul></div>", False),
        ("<div id='ad_top'>{}</div>", False),
        ("<div class='quick-view topic'><p>{}</p></div>", True),
        ("<div class='shadow header-adapt'><p>{}</p></div>", True),
        ("<div class='replyBox'>{}</div>", False),
        ("<div role='complementary'>{}</div>", False),
        ("<aside>{}</aside>", False),
        ("<header><h1>{}</h1></header>", True),
        (CARDS.format("<h3><a href=1>{}</a></h3><p>시는 이용객이 늘었다고 밝혔다.</p>"), False),
        (CARDS.format("<a href=1><h3>제목 하나</h3></a><p>{}</p>"), False),
        (f"{ARTICLE * 2}<article><h2><a href=1>{{}}</a></h2><p>늘었다.</p></article>", False),
        (CARDS.format("<h3>작은 제목</h3><p>{}</p>"), True),
        ("<form method=post>{}</form>", True),
        ("<textarea>{}</textarea>", False),
        ("<p><a href=1>{}</a></p>", False),
        ("<h2><a href=1>{}</a></h2>", True),
        ("<p>{} <a href=1>더 보기</a></p>", True),
        ("<figure><figcaption>{}</figcaption></figure>", False),
        ("<p aria-hidden=true>{}</p>", False),
        ("<details><summary>{}</summary></details>", True),
    ],
)
def test_what_stands_beside_the_text(tmp_path: Path, part: str, kept: bool) -> None:
    words = "심야버스 이용객 셋 가운데 하나는 스무 살 아래다."
    content = f"<body>{part.format(words)}<div><p>{KO * 3}</p><p>{EN * 3}</p></div></body>"
    article = page(tmp_path, "a.html", content)
    assert (words in article.ko.text or words in article.ko.title) == kept
