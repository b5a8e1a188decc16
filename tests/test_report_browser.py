"""The HTML report in a real browser: nothing is loaded, keys and filters work, everybody can read it.

Runs where there is a Chromium (`chromium` or `google-chrome` on the path), playwright (`pip install -e
'.[browser]'`) and, for the accessibility checks, axe-core (`npm install axe-core` in the root of the
project, or its `axe.min.js` named in `AXE_CORE`).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from html_big import long_report
from report_fixture import ARTICLE, CLEAN, REPORT

from qa.model import Lang, Report
from qa.report import FORMATS, RenderOptions

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium on the path")

AXE = Path(os.environ.get("AXE_CORE") or Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js")
needs_axe = pytest.mark.skipif(not AXE.is_file(), reason="no axe-core: npm install axe-core")
SEVERAL = [REPORT, CLEAN, replace(REPORT, article=replace(ARTICLE, id="third.txt"), score=40.0)]

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Show = Callable[..., "Page"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with playwright.sync_playwright() as tools:
        running = tools.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Show]:
    """Opens reports as a reader does, from a file; fails if the page complains or asks for anything."""
    contexts: list[Any] = []
    complaints: list[str] = []
    asked: list[str] = []

    def opened(
        *reports: Report,
        lang: Lang = "en",
        width: int = 1400,
        scheme: Literal["light", "dark"] = "light",
        script: bool = True,
        place: str = "",
    ) -> Page:
        path = tmp_path / "report.html"
        path.write_text(FORMATS["html"](reports, RenderOptions(lang=lang)), encoding="utf-8", newline="\n")
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri() + place)
        return page

    yield opened
    for context in contexts:
        context.close()
    # what a page may not do is stopped and told of: one test tries
    assert [c for c in complaints if "inline event handler" not in c] == []
    assert {url.partition("#")[0] for url in asked} <= {(tmp_path / "report.html").as_uri()}


def visible_cards(page: Page) -> list[str]:
    return [
        card.get_attribute("data-n") or ""
        for card in page.locator(".card").all()
        if card.evaluate("card => getComputedStyle(card).display") != "none"
    ]


def open_everything(page: Page) -> None:
    """Unfolded and laid out, so that nothing is passed over."""
    page.evaluate("""() => {
      const all = (selector) => document.querySelectorAll(selector);
      for (const fold of all("details")) fold.open = true;
      for (const part of all(".para, .sheet, .article")) part.style.contentVisibility = "visible";
    }""")


@needs_axe
@pytest.mark.parametrize(
    ("reports", "lang", "scheme", "width"),
    [
        ([REPORT], "en", "light", 1400),
        ([REPORT], "ko", "dark", 400),
        ([REPORT], "en", "dark", 1400),
        (SEVERAL, "en", "light", 1400),
        (SEVERAL, "ko", "light", 400),
        ([], "en", "light", 1400),
    ],
)
def test_nobody_is_kept_from_reading(
    show: Show, reports: list[Report], lang: Lang, scheme: Literal["light", "dark"], width: int
) -> None:
    page = show(*reports, lang=lang, scheme=scheme, width=width)
    open_everything(page)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run()).violations")
    assert [(v["id"], v["impact"], [n["html"] for n in v["nodes"]]) for v in found] == []


@pytest.mark.parametrize("width", [320, 400, 700, 1000, 1400])
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_nothing_sticks_out(show: Show, width: int, lang: Lang) -> None:
    page = show(*SEVERAL, width=width, lang=lang)
    open_everything(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_j_and_k_walk_through_the_findings(show: Show) -> None:
    page = show(REPORT)
    told = page.locator(".position")
    assert told.inner_text() == "8 findings"
    for key, number in (("KeyJ", 1), ("KeyJ", 2), ("KeyJ", 3), ("KeyK", 2)):
        page.keyboard.press(key)
        focused = page.locator(":focus")
        assert focused.get_attribute("data-n") == str(number)
        assert told.inner_text() == f"{number} of 8"
        assert focused.evaluate(
            "e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.top < innerHeight }"
        )
    for _ in range(20):
        page.keyboard.press("KeyJ")
    assert page.locator(":focus").get_attribute("data-n") == "8"
    page.keyboard.press("Control+KeyK")
    assert page.locator(":focus").get_attribute("data-n") == "8"


def test_a_hangul_keyboard_walks_too(show: Show) -> None:
    page = show(REPORT, lang="ko")
    page.evaluate(
        "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'ㅓ', code: 'KeyJ', bubbles: true}))"
    )
    assert page.locator(":focus").get_attribute("data-n") == "1"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_filters(show: Show, script: bool) -> None:
    page = show(REPORT, script=script)
    everything = [str(n) for n in (1, 9, 2, 3, 4, 5, 6, 7, 8)]
    assert visible_cards(page) == everything
    page.locator(".filters summary").click()
    page.locator("#show-minor").check()
    assert visible_cards(page) == ["9", "4", "8"]  # the accepted one was minor
    page.locator("#show-major").check()
    page.locator("#show-date").check()
    assert visible_cards(page) == ["7"]
    if script:
        assert page.locator(".position").inner_text() == "1 findings"
        page.keyboard.press("KeyJ")
        assert page.locator(":focus").get_attribute("data-n") == "7"
    for box in ("#show-minor", "#show-major", "#show-date"):
        page.locator(box).uncheck()
    assert visible_cards(page) == everything


@pytest.mark.parametrize("how", ["hover", "focus"])
def test_both_sides_light_up(show: Show, how: str) -> None:
    page = show(REPORT)
    first = page.locator("mark[data-n='1']").first
    if how == "hover":
        first.hover()
    else:
        first.locator("a").focus()
    lit = page.locator(".lit")
    assert lit.evaluate_all("parts => parts.map(part => part.dataset.n)") == ["1", "1", "1"]
    assert lit.evaluate_all("parts => parts.map(part => part.localName)") == ["mark", "mark", "li"]


def test_without_scripts_all_is_there_and_no_dead_button(show: Show) -> None:
    page = show(*SEVERAL, script=False)
    assert page.locator("button:visible").count() == 0
    assert len(visible_cards(page)) == 18
    page.locator(".fold summary").first.click()
    assert page.locator(".fold .row").first.is_visible()
    page.locator("table.articles a").first.click()
    assert page.url.endswith("#a3")


def test_a_link_into_a_folded_row_unfolds_it(show: Show) -> None:
    page = show(REPORT, place="#a1-l2")
    assert page.locator("#a1-l2").is_visible()
    page.locator("[data-do=fold]").click()
    assert page.locator(".fold:not([open])").count() == 0
    page.locator("[data-do=fold]").click()
    assert not page.locator("#a1-l2").is_visible()


def test_the_list_sorts(show: Show) -> None:
    page = show(*SEVERAL)

    def scores() -> list[str]:
        found: list[str] = page.locator("table.articles tbody tr td:nth-child(2)").all_inner_texts()
        return found

    assert [s.strip() for s in scores()] == ["40", "56", "97"]
    button = page.locator("table.articles th:nth-child(2) button")
    button.click()
    button.click()
    assert [s.strip() for s in scores()] == ["97", "56", "40"]
    assert page.locator("table.articles th:nth-child(2)").get_attribute("aria-sort") == "descending"
    page.locator("table.articles th:last-child button").click()
    assert "clean" not in scores()[0]


def test_the_command_that_accepts_can_be_copied(show: Show) -> None:
    page = show(REPORT)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    card = page.locator("#a1-f1")
    card.locator("summary").click()
    card.locator(".accept button").click()
    assert page.evaluate("navigator.clipboard.readText()").startswith("qa accept mone0")
    assert card.locator(".accept button").inner_text() == "Copied"


def test_an_article_cannot_run_anything(show: Show) -> None:
    text = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    article = replace(
        ARTICLE, id=text, ko=replace(ARTICLE.ko, title=text), en=replace(ARTICLE.en, title=text)
    )
    page = show(replace(REPORT, article=article))
    assert page.locator("h1").inner_text() == text
    # what is written into the page by hand is stopped by its own policy
    page.evaluate("document.querySelector('h1').innerHTML = '<b onclick=\"document.title=1\">x</b>'")
    page.locator("h1 b").click()
    assert page.title() != "1"


def test_print_leaves_the_controls_out(show: Show) -> None:
    page = show(REPORT, scheme="dark")
    page.emulate_media(media="print")
    assert not page.locator(".toolbar").is_visible()
    assert page.locator(".more:visible").count() == 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    page = show(*SEVERAL)
    page.emulate_media(media="print")
    assert page.locator("table.articles th").all_inner_texts()[:2] == ["Verdict", "Score"]
    assert page.evaluate("getComputedStyle(document.querySelector('#a1')).breakBefore") == "page"


def test_a_thousand_findings_in_five_thousand_sentences(show: Show) -> None:
    page = show(long_report())
    assert page.locator(".position").inner_text() == "1000 findings"
    page.keyboard.press("KeyJ")
    page.keyboard.press("KeyJ")
    assert page.locator(":focus").get_attribute("data-n") == "2"
    page.locator(".strip a").last.dispatch_event("click")
