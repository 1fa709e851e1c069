// Shortcuts for people who work through a queue. Every act stays reachable without them.
// Rows: [data-row] with a link [data-open], a button [data-act="claim"], a box [data-tick]. Step form: [data-key="a"], [data-key="r"], [data-submit].
(function () {
  "use strict";

  const OFF = "mingfa.keys.off";
  const dialog = document.getElementById("keyboard-help");
  const typing = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";

  function isOff() {
    try { return window.localStorage.getItem(OFF) === "1"; } catch (error) { return false; }
  }

  function rows() {
    return Array.from(document.querySelectorAll("[data-row] [data-open]"));
  }

  function present() {
    const row = document.activeElement && document.activeElement.closest("[data-row]");
    return row ? rows().indexOf(row.querySelector("[data-open]")) : -1;
  }

  function move(step) {
    const all = rows();
    if (!all.length) return;
    const next = Math.min(Math.max(present() + step, 0), all.length - 1);
    all[next].focus();
    all[next].closest("[data-row]").scrollIntoView({ block: "nearest" });
  }

  function open() {
    const row = rows()[present()];
    if (row) row.click();
  }

  function claim() {
    const row = document.activeElement && document.activeElement.closest("[data-row]");
    const button = row && row.querySelector('[data-act="claim"]');
    if (button) button.click();
  }

  function tick() {
    const row = document.activeElement && document.activeElement.closest("[data-row]");
    const box = row && row.querySelector("[data-tick]");
    if (box) box.click();
  }

  // Chooses the answer and leads to what must follow; it never submits by itself.
  function choose(key) {
    const choice = document.querySelector('input[data-key="' + key + '"]');
    if (!choice) return lead(key);
    if (choice.disabled) return;
    if (!choice.checked) choice.click();
    const follow = key === "r" ? document.querySelector("[data-return-reason]") : null;
    const target = follow || choice.form.querySelector("[data-submit]:not(:disabled)") || choice;
    target.focus();
  }

  // Where there is nothing to choose: leads to the button, or opens the part that has to be filled in.
  function lead(key) {
    const target = document.querySelector('[data-key="' + key + '"]');
    if (!target || target.disabled) return;
    const part = target.tagName === "SUMMARY" ? target.parentElement : null;
    if (part) part.open = true;
    const field = part ? part.querySelector("[data-return-reason]") : null;
    (field || target).focus();
  }

  function search() {
    const field = document.querySelector("[data-search]") || document.querySelector("form[role=search] input:not([type=hidden])");
    if (field) { field.focus(); if (field.select) field.select(); }
  }

  function help() {
    if (dialog && dialog.showModal && !dialog.open) dialog.showModal();
  }

  function next() {
    const link = document.querySelector("a[data-next]");
    if (link) link.click();
  }

  const keys = {
    j: () => move(1), k: () => move(-1), o: open, c: claim, a: () => choose("a"), r: () => choose("r"),
    x: tick, u: () => lead("u"), g: () => lead("g"), n: next, "/": search, "?": help,
  };

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (event.target.closest && event.target.closest(typing)) return;
    if (dialog && dialog.open) return;
    const act = keys[event.key];
    if (!act || (isOff() && event.key !== "?")) return;
    event.preventDefault();
    act();
  });

  document.addEventListener("click", function (event) {
    const opener = event.target.closest('a[href="#keyboard-help"]');
    const closer = event.target.closest("[data-keys-close]");
    if (opener) { event.preventDefault(); help(); }
    if (closer && dialog) { event.preventDefault(); dialog.close(); }
    // A menu made of <details> closes when the click goes elsewhere.
    document.querySelectorAll("details.person[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.person[open]").forEach(function (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  const off = document.querySelector("[data-keys-off]");
  if (off) {
    off.checked = isOff();
    off.addEventListener("change", function () {
      try { window.localStorage.setItem(OFF, off.checked ? "1" : "0"); } catch (error) { off.checked = false; }
    });
  }
})();
