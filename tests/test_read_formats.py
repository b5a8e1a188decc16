"""Every form of a file gives the same article, and leads back to its place in the file."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from qa.errors import ReadError
from qa.model import Article, Document
from qa.read import ReadOptions, read_inputs, read_page, read_sides

FILES = Path(__file__).parent / "read_files"
OPTIONS = ReadOptions()
KO = "서울시는 3월부터 심야버스 노선 네 개를 새로 운행한다고 목요일 밝혔다."
EN = "The Seoul city government said Thursday that it will add four night bus routes in March."


def paragraphs(document: Document) -> list[str]:
    return [document.text[p.span.start : p.span.end] for p in document.paragraphs]


def saved(tmp_path: Path, name: str, content: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def page(tmp_path: Path, name: str, content: str | bytes) -> Article:
    return read_page(saved(tmp_path, name, content), OPTIONS)


@pytest.mark.parametrize(
    "name",
    [f"{maker}.{form}" for maker in ("pandoc", "libreoffice") for form in ("docx", "odt", "rtf", "html")],
)
def test_files_of_other_programs_are_one_article(name: str) -> None:
    wanted, found = read_page(FILES / "article.md", OPTIONS), read_page(FILES / name, OPTIONS)
    assert found.published == wanted.published
    assert found.ko.title == wanted.ko.title == "서울 심야버스, 노선 더 늘린다"
    assert found.en.title.replace("’", "'") == wanted.en.title == "Seoul's night buses gain new routes"
    assert (found.ko.text, found.en.text) == (wanted.ko.text, wanted.en.text)


@pytest.mark.parametrize("name", ["article.md", "pandoc.html", "libreoffice.html", "news_page.html"])
def test_words_are_found_in_the_file(name: str) -> None:
    lines = (FILES / name).read_text(encoding="utf-8").split("\n")
    article = read_page(FILES / name, OPTIONS)
    for document, words in (
        (article.ko, "1만4500명"),
        (article.ko, "62억원"),
        (article.en, "14,500"),
        (article.en, "6.2"),
    ):
        place = document.place(document.text.index(words))
        assert lines[place.line - 1][place.column - 1 :].startswith(words[0]), (words, place)


def test_office_paragraphs_are_called_by_number() -> None:
    article = read_page(FILES / "libreoffice.docx", OPTIONS)
    place = article.en.place(article.en.text.index("Thursday"))
    assert place == (7, EN.index("Thursday") + 1, "paragraph 7")
    assert article.en.place(article.en.text.index("N13")).segment == "table 1, row 2, cell 2"


# --- DOCX, ODT, HWPX ------------------------------------------------------------------------------


def docx_with(body: str) -> bytes:
    document = Docx()
    for paragraph in list(document.element.body)[:-1]:
        document.element.body.remove(paragraph)
    for element in parse_xml(f"<w:body {nsdecls('w')}>{body}</w:body>"):
        document.element.body.insert(len(document.element.body) - 1, element)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    deleted = '<w:del w:id="1" w:author="a"><w:r><w:delText>두</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2" w:author="a">{run("네")}</w:ins>'
    moved = f'<w:moveFrom w:id="3" w:author="a">{run("어제 ")}</w:moveFrom>'
    arrived = f'<w:moveTo w:id="4" w:author="a">{run(" 어제")}</w:moveTo>'
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>숨김</w:t></w:r>"
    joined = '<w:pPr><w:rPr><w:del w:id="5" w:author="a"/></w:rPr></w:pPr>'
    body = (
        f"<w:p>{moved}{run('노선 ')}{deleted}{inserted}{run(' 개를')}{arrived}{hidden}{run(' 더했다.')}</w:p>"
        f"<w:p>{joined}{run('They came')}</w:p><w:p>{run(' home.')}"
        f"<w:r><w:br/></w:r>{run('Routes run.')}</w:p>"
    )
    article = page(tmp_path, "a.docx", docx_with(body))
    assert article.ko.text == "노선 네 개를 어제 더했다."
    assert paragraphs(article.en) == ["They came home.", "Routes run."]


def test_bilingual_table(tmp_path: Path) -> None:
    document = Docx()
    table = document.add_table(rows=0, cols=2)
    for ko, en in ((KO, EN), ("시의회는 다음 주 표결한다.", "The council votes next week.")):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = ko, en
    out = io.BytesIO()
    document.save(out)
    article = page(tmp_path, "a.docx", out.getvalue())
    assert paragraphs(article.ko) == [KO, "시의회는 다음 주 표결한다."]
    assert paragraphs(article.en) == [EN, "The council votes next week."]
    assert article.en.paragraphs[1].segment == "table 1, row 2, cell 2"


def zipped(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


HP = 'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph" xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section"'


def test_hwpx(tmp_path: Path) -> None:
    first = (
        f"<hs:sec {HP}><hp:p><hp:run><hp:ctrl><hp:header><hp:subList>"
        "<hp:p><hp:run><hp:t>머리말</hp:t>"
        "</hp:run></hp:p></hp:subList></hp:header></hp:ctrl></hp:run><hp:run>"
        "<hp:t>서울시는 3월부터 심야버스 노선 "
        "<hp:deleteBegin/>두<hp:deleteEnd/><hp:insertBegin/>네<hp:insertEnd/> 개를<hp:nbSpace/>새로"
        "</hp:t></hp:run>"
        "<hp:run><hp:t> 운행한다고 목요일 밝혔다.</hp:t></hp:run></hp:p><hp:p><hp:run><hp:tbl><hp:tr>"
        "<hp:tc><hp:subList><hp:p><hp:run><hp:t>요금은 그대로다.</hp:t></hp:run></hp:p></hp:subList></hp:tc>"
        "<hp:tc><hp:subList><hp:p><hp:run><hp:t>Fares stay.</hp:t></hp:run></hp:p></hp:subList></hp:tc>"
        "</hp:tr></hp:tbl></hp:run></hp:p></hs:sec>"
    )
    second = f"<hs:sec {HP}><hp:p><hp:run><hp:t>{EN}</hp:t></hp:run></hp:p></hs:sec>"
    content = zipped(
        mimetype="application/hwp+zip", **{"Contents/section0.xml": first, "Contents/section1.xml": second}
    )
    article = page(tmp_path, "a.hwpx", content)
    assert paragraphs(article.ko) == [KO, "요금은 그대로다."]
    assert paragraphs(article.en) == ["Fares stay.", EN]


def test_odt_deletions_and_notes_are_left_out(tmp_path: Path) -> None:
    ns = 'xmlns:text="urn:t" xmlns:office="urn:o"'
    content = (
        f"<office:body {ns}><text:tracked-changes><text:p>지운 말 99</text:p>"
        "</text:tracked-changes>"
        "<text:p><draw:frame xmlns:draw='urn:d'><title>그림 99</title>"
        "<draw:binary-data>AAAA</draw:binary-data>"
        f"</draw:frame></text:p><text:p>{KO[:9]}<text:s/>"
        f"<text:note><text:p>각주 99</text:p></text:note>{KO[10:]}</text:p>"
        f"<text:h>{EN}</text:h></office:body>"
    )
    data = zipped(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": content})
    article = page(tmp_path, "a.odt", data)
    assert (article.ko.text, article.en.text) == (KO, EN)


# --- RTF, subtitles -------------------------------------------------------------------------------


def test_rtf(tmp_path: Path) -> None:
    def escaped(text: str) -> str:
        return "".join(c if c < "\x80" else f"\\u{ord(c) - (65536 if ord(c) > 32767 else 0)}?" for c in text)

    link = r'{\field{\*\fldinst{HYPERLINK "https://example.com/1"}}{\fldrslt{four}}}'
    rtf = (
        r"{\rtf1\ansi\ansicpg949\deff0{\fonttbl{\f0\fnil\fcharset129 Malgun Gothic;}}\f0 "
        + escaped(KO).replace("네 ", "네 ")
        + r"\par {\deleted gone }"
        + EN.replace("four", link)
        + r"\par \'ba\'f1 | \'b4\'ab.\par}"
    )
    article = page(tmp_path, "a.rtf", rtf)
    assert paragraphs(article.ko) == [KO, "비 | 눈."]
    assert article.en.text == EN


FIRST, SECOND = "1\n00:00:01,000 --> 00:00:03,000\n", "\n2\n00:00:03,000 --> 00:00:05,500\n"
SRT_KO = f"{FIRST}서울시는 3월부터 심야버스 노선 네 개를\n{SECOND}<i>새로 운행한다.</i>\n"
SRT_EN = f"{FIRST}Seoul will add four\nnight bus routes\n{SECOND}{{\\an8}}in March.\n"


def test_subtitles(tmp_path: Path) -> None:
    article = read_sides(saved(tmp_path, "a.ko.srt", SRT_KO), saved(tmp_path, "a.en.srt", SRT_EN), OPTIONS)
    assert article.ko.text == "서울시는 3월부터 심야버스 노선 네 개를 새로 운행한다."
    assert article.en.text == "Seoul will add four night bus routes in March."
    assert article.en.place(article.en.text.index("March")) == (8, 10, "cue 1")


def test_subtitles_in_both_languages(tmp_path: Path) -> None:
    raw = (
        "WEBVTT\n\n00:01.000 --> 00:03.000\n비가 왔다.\nIt rained.\n\n"
        "00:03.000 --> 00:05.000\n눈도\nSnow fell,\n\n00:05.000 --> 00:06.000\n왔다.\ntoo.\n"
    )
    article = page(tmp_path, "a.vtt", raw)
    assert paragraphs(article.ko) == ["비가 왔다.", "눈도 왔다."]
    assert paragraphs(article.en) == ["It rained.", "Snow fell, too."]
    assert article.en.paragraphs[1].line == 9


# --- what is not read -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.pdf", b"%PDF-1.7\n", "is PDF, which is not read: a PDF has no paragraphs"),
        ("a.txt", b"%PDF-1.7\n", "is PDF, which is not read"),
        ("a.hwp", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is HWP, which is not read: save it as HWPX"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is DOC, which is not read"),
        ("a.xlsx", b"PK\x03\x04", "is Excel, which is not read: save the table as CSV"),
        ("a.docx", b"text", "is no DOCX: File is not a zip file"),
        ("a.odt", b"PK\x03\x04abc", "is no ODT"),
        ("a.docx", zipped(**{"a.xml": "<a/>"}), "is no DOCX: the archive holds no text"),
        ("a.docx", zipped(**{"word/document.xml": "<a"}), "a.docx:1: no XML"),
        ("a.hwpx", zipped(**{"Contents/section0.xml": "<a/>"}), "is empty"),
        ("a", zipped(**{"b.txt": "x"}), "is an archive, expected a document"),
        ("a.rtf", b"text", "is no RTF"),
        ("a.rtf", b"{\\rtf1 }", "is empty"),
        ("a.srt", b"text", "holds no cue"),
        ("a.html", b"<script>1</script>", "no text found in the page"),
        ("a.mhtml", b"From: x\n\nhello", "holds no page"),
        ("a.html", b"<p>" + KO.encode(), "only Korean text found"),
        ("a.md", b"---\n---\n", "no article text found"),
        ("a.txt", b"<?xml version='1.0'?><feed/>", "is XML with the root feed, expected HTML, XLIFF or TMX"),
        ("a.html", b"\xff\xfe\xfa<meta charset=utf-8>", "a.html: "),
        ("a.html", b"\x81\xff<meta charset=nonsense>", "says that it is nonsense"),
    ],
)
def test_what_is_not_read(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_inputs([saved(tmp_path, name, content)], OPTIONS)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


TMX = "<?xml version='1.0'?><tmx><body><tu>"
TUV = "<tuv lang='{}'><seg>{}</seg></tuv>"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a", f"<html><body><p>{KO}</p><p>{EN}</p>"),
        ("a.txt", f"<!DOCTYPE html><p>{KO}</p><p>{EN}</p>"),
        ("a", f'{{"id": "1", "ko": "{KO}", "en": "{EN}"}}\n'),
        ("a", f"id\tko\ten\n1\t{KO}\t{EN}\n"),
        ("a", f"id,ko,en\n1,{KO},{EN}\n"),
        ("a", f'msgid ""\nmsgstr ""\n\nmsgid "{KO}"\nmsgstr "{EN}"\n'),
        ("a", f"1\n00:00:01,000 --> 00:00:02,000\n{KO}\n{EN}\n"),
        ("a", f"{KO}\n{EN}\n"),
        ("a", docx_with(f"<w:p>{run(KO)}</w:p><w:p>{run(EN)}</w:p>")),
        ("a", zipped(mimetype="x", **{"content.xml": f"<b><p>{KO}</p><p>{EN}</p></b>"})),
        ("a", f"{TMX}{TUV.format('ko', KO)}{TUV.format('en', EN)}</tu></body></tmx>"),
    ],
)  # fmt: skip
def test_forms_are_told_by_their_beginning(tmp_path: Path, name: str, content: str | bytes) -> None:
    (article,) = read_inputs([saved(tmp_path, name, content)], OPTIONS)
    assert (article.ko.text, article.en.text) == (KO, EN)
