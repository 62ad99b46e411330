// Filters and steps: what the page shows without it is all of it. Nothing is made of the text of documents.
"use strict";

for (const section of document.querySelectorAll("[data-filtered]")) {
  const form = section.querySelector("form.filters");
  if (!form) continue;
  const items = [...section.querySelectorAll("[data-item]")].map((element) => ({
    element,
    text: element.textContent.normalize().toLowerCase(),
  }));
  const asked = new URLSearchParams(location.search);
  for (const field of form.querySelectorAll("select")) {
    const wanted = asked.get(field.name);
    if ([...field.options].some((option) => option.value === wanted)) field.value = wanted;
  }
  form.elements.text.value = asked.get("text") || "";
  const apply = () => {
    const fields = [...form.querySelectorAll("select")].filter((field) => field.value);
    const text = form.elements.text.value.normalize().toLowerCase().trim();
    let shown = 0;
    for (const item of items) {
      const fits = fields.every((field) => (item.element.dataset[field.name] || "").split(" ").includes(field.value));
      item.element.hidden = !(fits && item.text.includes(text));
      shown += item.element.hidden ? 0 : 1;
    }
    const output = form.querySelector("output");
    output.value = `${shown} of ${items.length} ${output.dataset.what}`;
  };
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
}

const steps = document.querySelector("[data-steps]");
if (steps) {
  const keys = steps.querySelector(".keys");
  const isOn = keys.querySelector("input");
  keys.hidden = false;
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest && event.target.closest("input:not([type=checkbox]), select, textarea");
    if (typing || !isOn.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    const forward = event.key === "j";
    if (!forward && event.key !== "k") return;
    const stops = [...steps.querySelectorAll("[data-step]:not([hidden])")];
    const here = document.activeElement.closest("[data-step]") || steps.querySelector("[data-step]:target");
    const at = stops.indexOf(here);
    const next = stops[at < 0 ? (forward ? 0 : stops.length - 1) : at + (forward ? 1 : -1)];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "start" });
  });
}
