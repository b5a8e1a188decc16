"""PO, XLIFF and TMX: units with their ids and places."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from qa.errors import ReadError
from qa.model import Article
from qa.read import ReadOptions, read_inputs

OPTIONS = ReadOptions()
KO = "서울시는 3월부터 심야버스 노선 네 개를 새로 운행한다."
EN = "Seoul will add four night bus routes in March."


def rows(tmp_path: Path, name: str, content: str | bytes) -> tuple[Article, ...]:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_inputs([path], OPTIONS)


def words_at(raw: str, article: Article, lang: str, words: str) -> str:
    document = article.ko if lang == "ko" else article.en
    place = document.place(document.text.index(words))
    return raw.split("\n")[place.line - 1][place.column - 1 :]


XLIFF_1 = f"""<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file original="a.txt" source-language="ko-KR" target-language="en-US" datatype="plaintext"><body>
    <group><trans-unit id="t1">
      <source>{KO.replace("네 개", '<g id="1">네 개</g>')}</source>
      <target>Seoul will add<bpt id="2">&lt;b></bpt> four<ept id="2">&lt;/b></ept> night
        bus routes in&#x20;March.</target>
      <alt-trans><target>Something else, 99.</target></alt-trans>
    </trans-unit></group>
    <trans-unit id="t2" translate="no"><source>KBS 99</source></trans-unit>
    <trans-unit id="t3"><source>요금은 그대로다.</source></trans-unit>
  </body></file>
  <file original="b.txt" source-language="ko" target-language="en"><body>
    <trans-unit id="t1"><source>둘째 파일이다.</source><target xml:space="preserve">Second file.
Two lines.</target></trans-unit>
  </body></file>
  <file original="c.txt" source-language="ko" target-language="ja"><body>
    <trans-unit id="t9"><source>비가 왔다.</source><target>雨が降った。</target></trans-unit>
  </body></file>
</xliff>
"""


def test_xliff_1(tmp_path: Path) -> None:
    first, empty, second = rows(tmp_path, "a.xlf", XLIFF_1)
    assert (first.id, first.ko.text, first.en.text) == ("t1", KO, EN)
    assert (first.aligned, first.direction) == (True, "ko-en")
    assert words_at(XLIFF_1, first, "ko", "네 개").startswith("네 개</g>")
    assert words_at(XLIFF_1, first, "en", "four").startswith("four<ept")
    assert words_at(XLIFF_1, first, "en", "bus").startswith("bus")
    assert first.en.place(0).segment == "t1"
    assert (empty.id, empty.en.text, empty.en.paragraphs) == ("t3", "", ())
    assert second.id == "b.txt#t1"
    assert len(second.en.paragraphs) == 2


XLIFF_2 = f"""<xliff version="2.1" srcLang="en" trgLang="ko" xmlns="urn:oasis:names:tc:xliff:document:2.0"
  xmlns:its="http://www.w3.org/2005/11/its">
 <file id="f1"><group id="g"><unit id="u1"><originalData><data id="d1">&lt;br></data></originalData>
  <segment id="s1">
    <source>Seoul will add <pc id="1">four</pc> night bus routes<ph id="2" dataRef="d1"/> in March.</source>
    <target>{KO}</target></segment>
  <ignorable><source> </source></ignorable>
  <segment><source>Fares <mrk id="m1" type="its:generic">stay</mrk>.<cp hex="0007"/></source>
    <target>요금은 그대로다.</target></segment>
 </unit></group>
 <unit id="u2" translate="no"><segment><source>99</source></segment></unit></file>
</xliff>
"""


def test_xliff_2(tmp_path: Path) -> None:
    first, second = rows(tmp_path, "a.xliff", XLIFF_2)
    assert [first.id, second.id] == ["u1/s1", "u1/2"]
    assert (first.ko.text, first.en.text, second.en.text) == (KO, EN, "Fares stay.")
    assert first.direction == "en-ko"
    assert words_at(XLIFF_2, first, "en", "March").startswith("March.</source>")
    assert words_at(XLIFF_2, second, "ko", "그대로").startswith("그대로다.</target>")


@pytest.mark.parametrize("told", ['source-language="ko"', 'source-language="en-US" target-language="en"', ""])
def test_languages_that_are_told_by_the_texts(tmp_path: Path, told: str) -> None:
    unit = f'<trans-unit id="1"><source>{KO}</source><target>{EN}</target></trans-unit>'
    (row,) = rows(tmp_path, "a.xlf", f'<xliff version="1.2"><file {told}><body>{unit}</body></file></xliff>')
    assert (row.ko.text, row.en.text, row.direction) == (KO, EN, "ko-en")


TMX = f"""<?xml version="1.0"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="ko" datatype="plaintext"/><body>
<tu tuid="7"><tuv xml:lang="EN-us">
<seg>Seoul will add <hi>four</hi> night bus<ph>x99</ph> routes in March.</seg></tuv>
<tuv xml:lang="ko"><seg>{KO}</seg></tuv></tu>
<tu><tuv xml:lang="ja"><seg>雨</seg></tuv><tuv xml:lang="en"><seg>Rain</seg></tuv></tu>
<tu srclang="en"><tuv lang="ko"><seg>눈 &amp; 비</seg></tuv>
<tuv lang="en"><seg>Snow &amp; rain</seg></tuv></tu>
</body></tmx>
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_tmx(tmp_path: Path, encoding: str) -> None:
    content = TMX.replace('version="1.0"', f'version="1.0" encoding="{encoding}"', 1)
    first, second = rows(tmp_path, "a.tmx", content.encode(encoding))
    assert (first.id, first.ko.text, first.en.text, first.direction) == ("7", KO, EN, "ko-en")
    assert (second.id, second.en.text, second.direction) == ("3", "Snow & rain", "en-ko")
    assert words_at(TMX, first, "en", "four").startswith("four</hi>")
    assert words_at(TMX, second, "ko", "비").startswith("비</seg>")


def catalog(language: str = "en") -> str:
    po = polib.POFile()
    po.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": language}
    po.append(polib.POEntry(msgid=KO, msgstr=EN, msgctxt="lead", occurrences=[("a.md", "3")]))
    po.append(polib.POEntry(msgid=f"“{KO}” " * 4, msgstr=f"“{EN}” " * 4, flags=["fuzzy"]))
    po.append(polib.POEntry(msgid="요금은 그대로다.", msgstr=""))
    po.append(polib.POEntry(msgid="지운 말 99", msgstr="Gone, 99", obsolete=True))
    plural = {0: "%d bus", 1: "%d buses"}
    po.append(polib.POEntry(msgid="버스 %d대", msgid_plural="버스 %d대", msgstr_plural=plural))
    return str(po)


def test_catalog(tmp_path: Path) -> None:
    text = catalog()
    lead, long, empty, one, many = rows(tmp_path, "a.ko.po", text)
    assert (lead.id, lead.ko.text, lead.en.text) == ("lead", KO, EN)
    assert lead.en.place(0).segment == "lead"
    assert words_at(text, lead, "en", "four").startswith('four night bus routes in March."')
    assert words_at(text, long, "en", "Seoul").startswith("Seoul")
    assert (empty.en.text, one.en.text, many.en.text) == ("", "%d bus", "%d buses")
    assert len({a.id for a in (lead, long, empty, one, many)}) == 5


def test_a_catalog_into_korean(tmp_path: Path) -> None:
    text = f'msgid "{EN}"\nmsgstr "{KO}"\n'
    (row,) = rows(tmp_path, "a.po", text)
    assert (row.ko.text, row.en.text, row.direction) == (KO, EN, "en-ko")
    assert row.ko.place(0) == (2, 9, "")


def test_the_text_of_a_catalog_is_never_a_path(tmp_path: Path) -> None:
    """The library opens what it is given as text, if that is the name of a file."""
    other = tmp_path / "other.po"
    other.write_text(catalog(), encoding="utf-8")
    with pytest.raises(ReadError, match=r"a\.po: no PO"):
        rows(tmp_path, "a.po", str(other))


def test_rows_of_two_files_with_one_id(tmp_path: Path) -> None:
    for name in ("a.xlf", "b.xlf"):
        (tmp_path / name).write_text(XLIFF_1, encoding="utf-8")
    ids = [article.id for article in read_inputs([tmp_path], OPTIONS)]
    assert len(set(ids)) == len(ids) == 6
    assert ids[0] == f"{(tmp_path / 'a.xlf').as_posix()}#t1"


HEAD = '<xliff version="1.2"><file source-language="ko" target-language="en"><body>'


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.xlf", "<a/>", "is no XLIFF: its root is 'a'"),
        ("a.xlf", "<xliff", "a.xlf:1: no XML"),
        ("a.xlf", '<xliff version="1.2"/>', "holds no rows"),
        (
            "a.xlf",
            HEAD.replace('"ko"', '"ja"') + "</body></file></xliff>",
            "is from ja to en, expected Korean",
        ),
        ("a.xlf", '<xliff version="2.0"><file/></xliff>', "is from no language to no language"),
        ("a.tmx", "<a/>", "is no TMX"),
        ("a.tmx", "<tmx><body><tu/></body></tmx>", "none of its 1 units holds both Korean and English"),
        ("a.po", "text\n", "a.po: no PO: "),
        ("a.po", 'msgid "a\n', "holds no messages"),
        ("a.po", 'msgid "Rain"\nmsgstr "Regen"\n', "messages are English and translations English"),
        ("a.po", 'msgid ""\nmsgstr "Language: ko\\n"\n', "holds no messages"),
        (
            "a.tmx",
            '<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><tmx>&b;</tmx>',
            "declares an entity, which is not read",
        ),
        (
            "a.xlf",
            '<!DOCTYPE xliff [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + HEAD + "&x;</body></file></xliff>",
            "declares an entity, which is not read",
        ),
        ("a.tmx", "<tmx><body>" + "<tu>" * 400, "elements nest deeper than 256"),
        ("a.tmx", "<tmx><!--\n<a/>\n", "no XML: Comment not terminated"),
        ("a.tmx", "<tmx>&nothing;</tmx>", "no XML: Entity 'nothing' not defined"),
    ],
)
def test_what_is_not_read(tmp_path: Path, name: str, content: str, says: str) -> None:
    with pytest.raises(ReadError) as caught:
        rows(tmp_path, name, content)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
