"use strict";
(() => {
  document.documentElement.classList.add("js");
  const rows = [...document.querySelectorAll("#documents > li")].map((element) => ({
    element,
    kinds: element.dataset.f.split(" "),
    text: element.querySelector(".name").textContent.toLowerCase() + "\n" +
      element.querySelector(".why").textContent.toLowerCase(),
  }));
  if (!rows.length) return;
  const find = document.getElementById("find");
  const status = document.getElementById("status");
  const buttons = [...document.querySelectorAll("[data-filter]")];
  let kind = "";

  function apply() {
    const words = find.value.toLowerCase().split(/\s+/);
    let shown = 0;
    for (const { element, kinds, text } of rows) {
      const show = (!kind || kinds.includes(kind)) && words.every((word) => text.includes(word));
      if (element.hidden === show) element.hidden = !show;
      shown += show;
    }
    status.textContent = shown < rows.length ? `${shown} of ${rows.length} documents` : "";
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
