"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const root = document.documentElement;
  root.classList.add("js");

  const pane = document.getElementById("source-text");
  const cards = [...document.querySelectorAll(".claim")];
  const marks = [...document.querySelectorAll("a.mark")];
  const tools = document.querySelector(".work .tools");
  const sheet = document.getElementById("sheet");

  // A claim's key "c2" stands for all its evidence "c2e0", "c2e1" ...
  const places = new Map();
  const claimOf = (key) => (/^c\d+e/.test(key) ? key.slice(0, key.indexOf("e")) : null);
  for (const element of pane.querySelectorAll("[data-k]")) {
    const keys = element.dataset.k.split(" ");
    for (const key of new Set(keys.concat(keys.map(claimOf).filter(Boolean)))) {
      if (!places.has(key)) places.set(key, []);
      places.get(key).push(element);
    }
  }

  for (const link of document.querySelectorAll("a[href^='#i']")) {
    const remark = link.parentElement.textContent;
    for (const element of places.get(link.hash.slice(1)) || []) element.title = remark;
  }

  // ---- lighting -------------------------------------------------------------------------
  let lit = [];
  let selected = -1; // the claim that stays lit when the pointer leaves
  let origin = null; // where Esc goes back to

  function light(key, clashKey) {
    for (const element of lit) element.classList.remove("lit", "clash");
    const clash = places.get(clashKey) || [];
    lit = [...(places.get(key) || []), ...clash];
    for (const element of lit) element.classList.add("lit");
    for (const element of clash) element.classList.add("clash");
    if (lit.length) reveal(lit[0]);
  }

  function showClaim(n) {
    if (n < 0) light(null, null);
    else light("c" + n, "x" + n);
    for (const mark of marks) mark.classList.toggle("on", mark.dataset.n === String(n));
  }

  function reveal(element) {
    if (!pane.clientHeight) return;
    const place = () => {
      const box = pane.getBoundingClientRect();
      const top = Math.max(box.top, 0);
      const bottom = Math.min(box.bottom, innerHeight);
      const at = element.getBoundingClientRect();
      if (at.top >= top + 8 && at.bottom <= bottom - 8) return;
      pane.scrollTop += at.top - top - (bottom - top) / 4;
    };
    place();
    // Blocks that come into view get their true heights only now.
    requestAnimationFrame(place);
  }

  function openSheet(open) {
    root.classList.toggle("open", open);
    sheet.setAttribute("aria-expanded", String(open));
    sheet.textContent = open ? "Hide" : "Show";
  }
  sheet.addEventListener("click", () => {
    openSheet(!root.classList.contains("open"));
    if (lit.length) reveal(lit[0]);
  });

  // ---- selecting a claim ----------------------------------------------------------------
  function select(n) {
    if (n === selected) return;
    if (cards[selected]) cards[selected].removeAttribute("aria-current");
    selected = n;
    if (cards[n]) cards[n].setAttribute("aria-current", "true");
    showClaim(n);
  }

  function goTo(n) {
    if (!cards[n]) return;
    if (cards[n].hidden) filter("all");
    openSheet(true);
    cards[n].focus({ preventScroll: true });
    select(n);
    root.style.scrollPaddingTop = tools.offsetHeight + 12 + "px"; // the sticky bar's height varies
    cards[n].scrollIntoView({ block: "nearest" });
  }

  function goToPlace(key, from) {
    const found = places.get(key) || [];
    if (!found.length) return;
    openSheet(true);
    origin = from;
    light(key, claimOf(key) && "x" + claimOf(key).slice(1));
    focusPlace(found[0]);
  }

  function focusPlace(element) {
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
    reveal(element);
  }

  // The first pieces of the evidence of a claim, one for each place.
  function stops(n) {
    const all = [];
    for (let m = 0; places.has(`c${n}e${m}`); m++) all.push(places.get(`c${n}e${m}`)[0]);
    return all;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && link.classList.contains("mark")) {
      event.preventDefault();
      origin = link;
      goTo(Number(link.dataset.n));
    } else if (link && places.has(link.hash.slice(1))) {
      event.preventDefault();
      const card = link.closest(".claim");
      if (card) select(Number(card.dataset.n));
      goToPlace(link.hash.slice(1), link);
    } else if (event.target.closest("#source-text .cited")) {
      if (String(getSelection())) return; // somebody is copying words, not asking for a claim
      const keys = event.target.closest(".cited").dataset.k.split(" ").map(claimOf).filter(Boolean);
      const claims = [...new Set(keys)].map((key) => Number(key.slice(1)));
      goTo(claims[(claims.indexOf(selected) + 1) % claims.length]);
    } else {
      const card = event.target.closest(".claim");
      if (card && !event.target.closest(".decide")) {
        openSheet(true);
        select(Number(card.dataset.n));
      }
    }
  });

  document.addEventListener("focusin", (event) => {
    const holder = event.target.closest(".claim, a.mark");
    if (holder && holder.classList.contains("claim")) select(Number(holder.dataset.n));
    else if (holder) showClaim(Number(holder.dataset.n));
  });

  // Scrolling moves things under a pointer at rest: only a pointer that moved hovers.
  let pointer = "";
  let hovered = -1;
  document.addEventListener("pointermove", (event) => {
    const at = `${event.screenX},${event.screenY}`;
    if (event.pointerType === "touch" || at === pointer) return;
    pointer = at;
    const holder = event.target.closest(".claim, a.mark");
    const n = holder ? Number(holder.dataset.n) : -1;
    if (n === hovered) return;
    hovered = n;
    if (n >= 0) showClaim(n);
    else if (!event.target.closest("#source")) showClaim(selected);
  });

  // ---- keyboard -------------------------------------------------------------------------
  const keys = document.getElementById("keys");

  function step(by) {
    let n = selected < 0 && by < 0 ? cards.length : selected;
    do n += by;
    while (cards[n] && cards[n].hidden);
    goTo(n);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = event.target;
    if (event.key === "Escape") {
      if (pane.contains(target) && origin) origin.focus();
      else if (target.closest(".claim") && !target.matches(".claim")) goTo(selected);
      else {
        select(-1);
        showClaim(-1);
        openSheet(false);
        if (origin) origin.focus();
        else if (target !== document.body) target.blur();
        origin = null;
      }
    } else if (target.matches("input:not([type=checkbox]), select, textarea")) {
      return;
    } else if ((event.key === "j" || event.key === "k") && keys && keys.checked) {
      step(event.key === "j" ? 1 : -1);
    } else if (event.key === "Enter" && target.matches(".claim")) {
      event.preventDefault();
      goToPlace(stops(selected).length ? `c${selected}e0` : `x${selected}`, target);
    } else if (event.key === "Enter" && target.matches("#source-text .lit")) {
      const all = stops(selected);
      if (all.length) {
        showClaim(selected);
        focusPlace(all[(all.indexOf(target) + 1) % all.length]);
      }
    }
  });

  // ---- filter ---------------------------------------------------------------------------
  const buttons = [...document.querySelectorAll("[data-filter]")];
  const lists = [...document.querySelectorAll(".claims")];
  const CARD = 13; // rem, about: lists out of sight are not laid out, but scroll bars need a height

  function filter(name) {
    let shown = 0;
    for (const list of lists) {
      let here = 0;
      for (const card of list.children) {
        const verdict = card.dataset.v;
        const show = name === "all" || verdict === name || (name === "flagged" && verdict !== "supported");
        if (card.hidden === show) card.hidden = !show;
        here += show;
      }
      list.hidden = !here;
      list.style.containIntrinsicBlockSize = here * CARD + "rem";
      shown += here;
    }
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.filter === name));
    }
    document.getElementById("status").textContent = `${shown} of ${cards.length} claims shown`;
    document.getElementById("nothing").hidden = shown > 0;
    if (cards[selected] && cards[selected].hidden) select(-1);
  }
  for (const button of buttons) button.addEventListener("click", () => filter(button.dataset.filter));

  // ---- review ---------------------------------------------------------------------------
  if (!cards.length) return;

  const KEY = "summarizer-review:" + data.report;
  const NAME = "summarizer-reviewer";
  const progress = document.getElementById("progress");
  const reviewer = document.getElementById("reviewer");
  const filed = document.getElementById("filed");
  const unsaved = document.getElementById("unsaved");
  let exported = true;

  // Some browsers deny storage to pages opened from disk, some when it is full.
  function keep(key, text) {
    try {
      localStorage.setItem(key, text);
    } catch {
      unsaved.hidden = false;
    }
  }
  function kept(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      unsaved.hidden = false;
      return null;
    }
  }
  function load() {
    try {
      const good = ([n, review]) =>
        cards[n] && [review.note, review.reviewed_at].every((text) => typeof text === "string") &&
        (review.verdict === null || review.verdict in data.verdicts);
      return new Map(JSON.parse(kept(KEY) || "[]").filter(good));
    } catch {
      return new Map(); // not what this page wrote
    }
  }
  let said = load(); // by position of the claim

  function say(n, part) {
    const review = { verdict: null, note: "", ...said.get(n), ...part };
    review.reviewed_at = new Date().toISOString();
    if (review.verdict || review.note.trim()) said.set(n, review);
    else said.delete(n);
    exported = false;
    keep(KEY, JSON.stringify([...said]));
    paint();
  }

  const forms = cards.map((card, n) => {
    const form = document.getElementById("form").content.firstElementChild.cloneNode(true);
    const [agree, choice, note, print] = form.children;
    const verdict = data.claims[n].verdict;
    choice.append(new Option("Override…", ""));
    for (const [value, label] of Object.entries(data.verdicts)) {
      if (value !== verdict && value !== "not_checked") choice.append(new Option(label, value));
    }
    agree.hidden = verdict === "not_checked"; // there is nothing to agree with
    agree.setAttribute("aria-label", `Agree: claim ${n + 1} is ${data.verdicts[verdict]}`);
    choice.setAttribute("aria-label", `Override the verdict on claim ${n + 1}`);
    note.setAttribute("aria-label", `Note on claim ${n + 1}`);
    const verdictSaid = () => (said.get(n) || {}).verdict;
    agree.addEventListener("click", () => say(n, { verdict: verdictSaid() === verdict ? null : verdict }));
    choice.addEventListener("change", () => say(n, { verdict: choice.value || null }));
    note.addEventListener("input", () => say(n, { note: note.value }));
    card.append(form);
    return () => {
      const review = said.get(n) || { verdict: null, note: "" };
      agree.setAttribute("aria-pressed", String(review.verdict === verdict));
      choice.value = review.verdict === verdict ? "" : review.verdict || "";
      if (note.value !== review.note) note.value = review.note;
      const opinion = review.verdict === verdict ? "agreed" : data.verdicts[review.verdict];
      print.textContent = [opinion, review.note].filter(Boolean).join(": ");
      form.classList.toggle("said", said.has(n));
    };
  });

  function paint() {
    for (const form of forms) form();
    progress.textContent = said.size
      ? `You reviewed ${said.size} of ${cards.length} claims.`
      : "You have reviewed nothing yet.";
    filed.textContent = "";
  }
  paint();
  reviewer.value = kept(NAME) || "";
  reviewer.addEventListener("input", () => keep(NAME, reviewer.value));
  addEventListener("storage", (event) => {
    if (event.key !== KEY) return;
    said = load(); // the same report is open in another tab
    paint();
  });
  addEventListener("beforeunload", (event) => {
    if (!exported && !unsaved.hidden) event.preventDefault();
  });

  document.getElementById("filing").addEventListener("submit", (event) => {
    event.preventDefault();
    const who = reviewer.value.trim();
    if (!said.size || !who) {
      filed.textContent = said.size
        ? "Give your name: a review says whose it is."
        : "Agree with a claim, override it or leave a note first.";
      if (said.size) reviewer.focus();
      return;
    }
    const review = {
      summarizer_review: 1,
      report: data.report,
      reviewer: who,
      claims: [...said]
        .sort((a, b) => a[0] - b[0])
        .map(([n, { verdict, note, reviewed_at }]) => ({ claim: data.claims[n].id, verdict, note, reviewed_at })),
    };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(review, null, 2) + "\n"], { type: "application/json" }));
    const name = data.name.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[.-]+/, "");
    link.download = (name || "report") + ".review.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    exported = true;
    filed.textContent = `Exported ${link.download}.`;
  });
})();
