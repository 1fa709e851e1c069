// A file field inside [data-drop] takes files that are dropped on it and says at once what was chosen.
// The input may carry accept=".docx" and data-max-bytes; the server judges again in any case.
(function () {
  "use strict";

  function size(bytes) {
    return bytes < 1024 * 1024 ? Math.max(1, Math.round(bytes / 1024)) + " KB" : (bytes / 1024 / 1024).toFixed(1) + " MB";
  }

  function endings(input) {
    return input.accept.split(",").map((part) => part.trim().toLowerCase()).filter((part) => part.startsWith("."));
  }

  function complaint(input, file) {
    const allowed = endings(input);
    const most = Number(input.dataset.maxBytes || 0);
    if (allowed.length && !allowed.some((ending) => file.name.toLowerCase().endsWith(ending))) {
      return "只收 " + allowed.join("、") + " 文件，请在 WPS 或 Word 中另存后再选。";
    }
    if (file.size === 0) return "文件是空的，请检查后再选。";
    if (most && file.size > most) return "文件 " + size(file.size) + "，超过上限 " + size(most) + "。";
    return "";
  }

  function tell(input, note) {
    const files = Array.from(input.files);
    const bad = files.map((file) => complaint(input, file)).find(Boolean) || "";
    note.hidden = false;
    note.classList.toggle("drop-bad", Boolean(bad));
    note.textContent = bad || (files.length ? "已选：" + files.map((file) => file.name + "（" + size(file.size) + "）").join("、") : "可将文件拖到此处。");
    input.setCustomValidity(bad);
  }

  function wire(zone) {
    const input = zone.querySelector('input[type="file"]');
    const note = zone.querySelector("[data-drop-note]");
    if (!input || !note) return;
    tell(input, note);
    input.addEventListener("change", () => tell(input, note));
    zone.addEventListener("dragover", function (event) { event.preventDefault(); zone.classList.add("drop-over"); });
    zone.addEventListener("dragleave", () => zone.classList.remove("drop-over"));
    zone.addEventListener("drop", function (event) {
      event.preventDefault();
      zone.classList.remove("drop-over");
      if (!event.dataTransfer.files.length) return;
      if (!input.multiple && event.dataTransfer.files.length > 1) {
        note.classList.add("drop-bad");
        note.textContent = "一次只能选一个文件。";
        return;
      }
      input.files = event.dataTransfer.files;
      tell(input, note);
    });
  }

  document.querySelectorAll("[data-drop]").forEach(wire);
})();
