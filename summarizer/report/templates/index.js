"use strict";
(() => {
  document.documentElement.classList.add("js");
  const groups = [...document.querySelectorAll("#documents > ol")].map((list) => ({
    list,
    rows: [...list.children].map((element) => ({
      element,
      kinds: element.dataset.f.split(" "),
      text: element.querySelector(".name").textContent.toLowerCase() + "\n" +
        element.querySelector(".why").textContent.toLowerCase(),
    })),
  }));
  if (!groups.length) return;
  const ROW = 3.5; // rem, about: lists out of sight are not laid out, but scroll bars need a height
  const find = document.getElementById("find");
  const status = document.getElementById("status");
  const buttons = [...document.querySelectorAll("[data-filter]")];
  let kind = "";

  function apply() {
    const words = find.value.toLowerCase().split(/\s+/);
    let shown = 0;
    let all = 0;
    for (const { list, rows } of groups) {
      let here = 0;
      for (const { element, kinds, text } of rows) {
        const show = (!kind || kinds.includes(kind)) && words.every((word) => text.includes(word));
        if (element.hidden === show) element.hidden = !show;
        here += show;
      }
      list.hidden = !here;
      list.style.containIntrinsicBlockSize = here * ROW + "rem";
      shown += here;
      all += rows.length;
    }
    status.textContent = shown < all ? `${shown} of ${all} documents` : "";
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.filter === kind));
    }
  }
  find.addEventListener("input", apply);
  find.form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of buttons) {
    button.addEventListener("click", () => {
      kind = button.dataset.filter;
      apply();
    });
  }
  apply(); // browsers restore what was typed when they come back to a page
})();
