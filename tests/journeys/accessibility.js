// Faults of the open page that a machine can see: names, headings, landmarks, tables, contrast (WCAG 2.2 AA).
() => {
  const faults = [];
  const all = (selector) => Array.from(document.querySelectorAll(selector)).filter((each) => !each.closest(".gongwen"));
  const brief = (element) => element.outerHTML.slice(0, 100);

  if (!document.documentElement.lang) faults.push("no language");
  if (!/\S/.test(document.title.split(/[·_]/)[0])) faults.push("no title");
  if (all("main").length !== 1) faults.push("not one main");
  if (all("h1").length !== 1) faults.push("not one h1");
  let last = 0;
  all("h1, h2, h3, h4, h5, h6").filter((each) => !each.closest("dialog")).forEach((each) => {
    const level = Number(each.tagName[1]);
    if (level > last + 1) faults.push("a level of headings is left out: " + brief(each));
    last = level;
  });
  all("nav").forEach((each) => { if (!each.getAttribute("aria-label")) faults.push("nav without a name"); });
  all("input:not([type=hidden]), select, textarea").forEach((each) => {
    const named = each.labels.length || each.getAttribute("aria-label") || each.getAttribute("aria-labelledby");
    if (!named) faults.push("no label: " + brief(each));
  });
  all("button, a[href]").forEach((each) => {
    if (!each.textContent.trim() && !each.getAttribute("aria-label")) faults.push("no name: " + brief(each));
  });
  all("table").forEach((each) => { if (!each.querySelector("caption")) faults.push("no caption: " + brief(each)); });
  all("th").forEach((each) => { if (!each.scope) faults.push("no scope: " + brief(each)); });
  all("[id]").forEach((each) => {
    if (document.querySelectorAll("[id='" + each.id + "']").length > 1) faults.push("not the only one: " + each.id);
  });
  ["aria-describedby", "aria-labelledby"].forEach((name) => all("[" + name + "]").forEach((each) => {
    each.getAttribute(name).split(/\s+/).filter((id) => id && !document.getElementById(id))
      .forEach((id) => faults.push(name + " leads nowhere: " + id));
  }));

  const numbers = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const light = (colour) => {
    const [r, g, b] = colour.map((each) => each / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const colour = numbers(getComputedStyle(each).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const element = node.parentElement;
    const hidden = !node.textContent.trim() || !element.getClientRects().length || element.closest(".visually-hidden, [disabled], script, style");
    if (hidden) continue;
    const style = getComputedStyle(element);
    const [one, other] = [light(numbers(style.color).slice(0, 3)), light(ground(element))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const size = parseFloat(style.fontSize);
    const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    if (ratio < needed) faults.push("contrast " + ratio.toFixed(2) + ": " + brief(element));
    if (size < 12) faults.push("too small: " + brief(element));
  }
  return Array.from(new Set(faults));
}
