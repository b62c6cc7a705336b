/* Gathers what was chosen on the page into one file; the page works without it, on paper too. */
(() => {
  const form = document.querySelector("form"), save = document.querySelector("[data-save]");
  if (!form || !save) return;
  const letters = JSON.parse(form.dataset.letters);
  save.hidden = false;
  save.querySelector("button").addEventListener("click", () => {
    const out = { format: "diachi/answers@1", letters, questions: {}, facts: {}, cited_targets: [] };
    for (const one of form.querySelectorAll("input:checked"))
      (one.dataset.fact ? one.dataset.fact.split(" ") : [one.name.slice(2)]).forEach(
        (name) => (out[one.dataset.fact ? "facts" : "questions"][name] = one.value));
    for (const row of form.querySelectorAll("[data-base]")) {
      const [what, value, unit] = [...row.closest("tr").querySelectorAll("input")].map((cell) => cell.value.trim());
      const number = Number(value.replace(/[.\s]/g, ""));
      if (what && value && Number.isInteger(number)) out.cited_targets.push({ base: row.dataset.base, what, value: number, unit });
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(out, null, 1)], { type: "application/json" }));
    link.download = "tra-loi.json";
    link.click();
    const said = save.querySelector("[role=status]");
    said.textContent = said.dataset.said.replace("0", Object.keys(out.questions).length + Object.keys(out.facts).length);
  });
})();
