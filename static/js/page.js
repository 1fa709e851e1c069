// Small comforts: fields that matter only for one answer step aside; printing has a button.
// data-depends="verdict=return|reject" on a field hides it while another answer is chosen; without scripting it simply stays.
(function () {
  "use strict";

  function chosen(form, name) {
    return Array.from(form.elements)
      .filter((field) => field.name === name && (field.type !== "radio" && field.type !== "checkbox" || field.checked))
      .map((field) => field.type === "checkbox" && field.value === "on" ? "yes" : field.value);
  }

  function matters(field) {
    const [name, values] = field.dataset.depends.split("=");
    return values.split("|").some((value) => chosen(field.form, name).includes(value));
  }

  // A field that was refused or already holds something wrong is never hidden.
  function settle(form) {
    form.querySelectorAll("[data-depends]").forEach(function (field) {
      const box = field.closest(".field");
      if (box) box.hidden = !matters(field) && !box.classList.contains("field-invalid");
    });
  }

  document.querySelectorAll("form").forEach(function (form) {
    if (!form.querySelector("[data-depends]")) return;
    settle(form);
    form.addEventListener("change", () => settle(form));
  });

  // Ticked rows: one box for all of the page, and how many are ticked. Bound to the page, since lists are exchanged.
  function counted(form) {
    const boxes = Array.from(form.querySelectorAll("[data-tick]"));
    const ticked = boxes.filter((box) => box.checked).length;
    const count = form.querySelector("[data-tick-count]");
    const all = form.querySelector("[data-tick-all]");
    if (count) count.textContent = ticked ? "已勾选 " + ticked + " 件" : "勾选后批量处理，只处理勾选的行";
    if (all) { all.hidden = false; all.querySelector("input").checked = ticked > 0 && ticked === boxes.length; }
  }

  function countAll() { document.querySelectorAll("form[data-ticked]").forEach(counted); }

  document.addEventListener("change", function (event) {
    const form = event.target.closest("form[data-ticked]");
    if (!form) return;
    if (event.target.closest("[data-tick-all]")) {
      form.querySelectorAll("[data-tick]").forEach((box) => { box.checked = event.target.checked; });
    }
    counted(form);
  });
  document.addEventListener("htmx:afterSettle", countAll);
  window.addEventListener("pageshow", countAll);
  countAll();

  // On paper nothing stays folded that a reader needs.
  const folded = () => Array.from(document.querySelectorAll("details[data-on-paper]:not([open])"));
  let opened = [];
  window.addEventListener("beforeprint", function () { opened = folded(); opened.forEach((each) => { each.open = true; }); });
  window.addEventListener("afterprint", function () { opened.forEach((each) => { each.open = false; }); });

  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
})();
