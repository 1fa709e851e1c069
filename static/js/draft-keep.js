// Keeps what was typed into a form marked data-keep="<name>" in this tab until the form was taken in.
// The text survives a refused submit, a lost connection and a sign-in in between; it is gone with the tab,
// on signing out, and as soon as another person signs in. The hidden field `token` names the state that the form was
// shown for: when it has changed after a submit, the text was taken in and is forgotten. Passwords, files, hidden
// fields and what was refused for a classified mark are never kept.
(function () {
  "use strict";

  const PREFIX = "mingfa.kept.";
  const person = document.body.dataset.person;

  function store() {
    try { return window.sessionStorage; } catch (error) { return null; }
  }

  const kept = store();
  if (!kept) return;

  function names() {
    return Object.keys(kept).filter((name) => name.startsWith(PREFIX));
  }

  function forget(name) {
    kept.removeItem(name);
  }

  function read(name) {
    try { return JSON.parse(kept.getItem(name)); } catch (error) { return null; }
  }

  function write(name, value) {
    try { kept.setItem(name, JSON.stringify(value)); } catch (error) { forget(name); }
  }

  function fields(form) {
    return Array.from(form.elements).filter(function (field) {
      return field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type) && field.tagName !== "BUTTON";
    });
  }

  function valueOf(field) {
    if (field.type === "checkbox" || field.type === "radio") return field.checked;
    if (field.multiple) return Array.from(field.selectedOptions, (option) => option.value);
    return field.value;
  }

  function keyOf(field) {
    return field.type === "checkbox" || field.type === "radio" ? field.name + "=" + field.value : field.name;
  }

  function snapshot(form) {
    return Object.fromEntries(fields(form).map((field) => [keyOf(field), valueOf(field)]));
  }

  function put(field, value) {
    if (typeof value === "boolean") field.checked = value;
    else if (Array.isArray(value)) Array.from(field.options).forEach((option) => { option.selected = value.includes(option.value); });
    else field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function restore(form, values) {
    fields(form).forEach((field) => { if (keyOf(field) in values) put(field, values[keyOf(field)]); });
  }

  function tokenOf(form) {
    const field = form.querySelector('input[name="token"]');
    return field ? field.value : "";
  }

  function notice(form, name, before) {
    const box = document.createElement("div");
    box.className = "notice notice-info kept";
    box.setAttribute("role", "status");
    const text = document.createElement("span");
    text.textContent = "已恢复您上次在本页填写、尚未提交的内容。";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm";
    button.textContent = "不用，还原";
    button.addEventListener("click", function () { restore(form, before); forget(name); box.remove(); });
    box.append(text, button);
    form.prepend(box);
  }

  function same(one, other) {
    return JSON.stringify(one) === JSON.stringify(other);
  }

  // A field that was refused for a classified mark (data-marked) comes back empty and stays so.
  function forgetMarked(form, name) {
    const old = read(name);
    const marked = fields(form).filter((field) => "marked" in field.dataset);
    if (!old || !marked.length) return;
    marked.forEach((field) => { delete old.values[keyOf(field)]; });
    write(name, old);
  }

  function keep(form) {
    const name = PREFIX + form.dataset.keep;
    forgetMarked(form, name);
    const before = snapshot(form);
    const token = tokenOf(form);
    const save = (sent) => write(name, { person, token, sent, values: snapshot(form) });
    const old = read(name);
    if (old && old.sent && old.token !== token) {
      forget(name);
    } else if (old && !same(old.values, before)) {
      restore(form, old.values);
      if (!same(snapshot(form), before)) notice(form, name, before);
    }
    form.addEventListener("input", () => save(false));
    form.addEventListener("submit", () => save(true));
  }

  // Signed in and on a page without the form: what was sent has been taken in. Another person: nothing is left over.
  function tidy(here) {
    names().forEach(function (name) {
      const old = read(name);
      if (!old || (person && old.person !== person) || (person && old.sent && !here.has(name))) forget(name);
    });
  }

  const forms = Array.from(document.querySelectorAll("form[data-keep]"));
  tidy(new Set(forms.map((form) => PREFIX + form.dataset.keep)));
  forms.forEach(keep);
  document.querySelectorAll("form[data-forget]").forEach(function (form) {
    form.addEventListener("submit", () => names().forEach(forget));
  });
})();
