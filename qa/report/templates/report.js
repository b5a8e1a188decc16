"use strict";
// Everything here only adds to a page that works without it.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  for (const part of all(".js[hidden]")) part.hidden = false;

  // hover or focus lights a finding's words on both sides, and its card
  let lit = [];
  const light = (target) => {
    for (const part of lit) part.classList.remove("lit");
    lit = [];
    const owner = target.closest && target.closest("[data-n]");
    const area = owner && owner.closest(".row, .head");
    if (!area) return;
    for (const number of owner.dataset.n.split(" "))
      lit.push(...all(`[data-n~="${number}"]`, area));
    for (const part of lit) part.classList.add("lit");
  };
  document.addEventListener("pointerover", (event) => light(event.target));
  document.addEventListener("focusin", (event) => light(event.target));

  // folded parts open when something in them is wanted
  const unfold = (part) => {
    for (let at = part; at; at = at.parentElement) if (at.localName === "details") at.open = true;
  };
  const wanted = () => {
    const part = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!part) return;
    const fold = part.querySelector(":scope > summary") || part;
    unfold(fold);
    part.scrollIntoView({ block: "start" });
  };
  addEventListener("hashchange", wanted);
  wanted();

  // j and k walk through the findings that are shown
  const position = document.querySelector(".position");
  const cards = all(".card:not(.settled)");
  let current = null;
  // as the style sheet hides them; asking each card for its style would lay out the whole page
  const chosen = (kind) => all(`.by-${kind}:checked`).map((box) => box.id.slice("show-".length));
  const shown = () => {
    const kinds = ["severity", "family"].map((kind) => [kind, chosen(kind)]).filter(([, keys]) => keys.length);
    return cards.filter((card) => kinds.every(([kind, keys]) => keys.includes(card.dataset[kind])));
  };
  const tell = (list) => {
    if (!position) return;
    const at = list.indexOf(current) + 1;
    position.textContent = list.length
      ? position.dataset[at ? "text" : "none"].replace("{n}", at).replace("{total}", list.length) : "";
  };
  const walk = (step) => {
    const list = shown();
    if (!list.length) return;
    let at = list.indexOf(current);
    if (at < 0) {
      // from where the reader is
      const here = all(".para").find((part) => part.getBoundingClientRect().bottom > 80);
      at = list.findIndex((card) => here && (here.compareDocumentPosition(card) & 4));
      if (at < 0) at = list.length - 1;
      else if (step < 0) at = Math.max(0, at - 1);
    } else {
      at = Math.min(list.length - 1, Math.max(0, at + step));
    }
    current = list[at];
    unfold(current);
    current.focus({ preventScroll: true });
    (current.closest(".row") || current).scrollIntoView({ block: "nearest" });
    current.scrollIntoView({ block: "nearest" });
    tell(list);
  };
  document.addEventListener("focusin", (event) => {
    const card = event.target.closest && event.target.closest(".card");
    if (card) { current = card; tell(shown()); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (/^(input|textarea|select)$/.test(event.target.localName || "") && event.target.type !== "checkbox") return;
    // the key, not the letter: a Hangul keyboard has other letters there
    if (event.code === "KeyJ") walk(1);
    else if (event.code === "KeyK") walk(-1);
  });
  document.addEventListener("change", () => tell(shown()));
  tell(shown());

  // buttons
  const copy = async (button) => {
    const source = button.parentElement.querySelector("[data-copy]");
    const text = source.textContent.trim();
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // a page opened from a disk may have no clipboard: what is to be copied is selected instead
      getSelection().selectAllChildren(source);
      if (!document.execCommand("copy")) return;
    }
    const before = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = before; }, 1500);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("button");
    if (!button) return;
    if (button.classList.contains("copy")) copy(button);
    else if (button.dataset.do === "next") walk(1);
    else if (button.dataset.do === "previous") walk(-1);
    else if (button.dataset.do === "fold") {
      const open = !button.classList.contains("on");
      for (const fold of all("details.fold")) fold.open = open;
      button.classList.toggle("on", open);
      button.textContent = open ? button.dataset.close : button.dataset.open;
    }
  });

  // the list of articles can be sorted
  for (const table of all("table.articles")) {
    all("th", table).forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      button.title = table.dataset.sort.replace("{column}", head.textContent);
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of all("th", table)) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const value = (row) => row.cells[column].dataset.v;
        const numbers = !head.matches(":last-child");
        const rows = all("tbody tr", table);
        rows.sort((a, b) => (numbers ? value(a) - value(b) : value(a).localeCompare(value(b))) * (down ? -1 : 1));
        table.tBodies[0].append(...rows);
      });
    });
  }
})();
