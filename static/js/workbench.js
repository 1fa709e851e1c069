// The reviewers' workbench: a finding that is chosen in the list is brought into sight in the text; the text that is
// selected goes into the field for further passages with the key x.
(function () {
  "use strict";

  const text = document.querySelector("[data-passages]");
  if (text) {
    document.addEventListener("focusin", function (event) {
      const link = event.target.closest && event.target.closest("[data-row] a[href^='#mark-']");
      const mark = link && document.getElementById(link.hash.slice(1));
      document.querySelectorAll("mark.finding-present").forEach((each) => each.classList.remove("finding-present"));
      if (!mark) return;
      mark.classList.add("finding-present");
      mark.scrollIntoView({ block: "center" });
    });
  }

  const field = document.querySelector("[data-passage]");
  if (!text || !field) return;

  function selected() {
    const selection = window.getSelection();
    const inside = selection.rangeCount && text.contains(selection.getRangeAt(0).commonAncestorContainer);
    return inside ? selection.toString().split("\n").map((line) => line.trim()).filter(Boolean) : [];
  }

  document.addEventListener("keydown", function (event) {
    if (event.key !== "x" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest && event.target.closest("input, textarea, select")) return;
    const lines = selected();
    if (!lines.length) return;
    event.preventDefault();
    field.value = [field.value.trim(), ...lines].filter(Boolean).join("\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.scrollIntoView({ block: "center" });
  });
})();
