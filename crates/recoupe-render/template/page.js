// Opens an article beside the table, on the words of a claim. Words of articles are only ever
// set as text, never as markup.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const part = (name) => document.getElementById(name);
  const panel = part("panel");
  let opener = null;

  // Offsets count Unicode characters; a string of JavaScript counts UTF-16 units.
  const characters = new Map();
  const charactersOf = (id) => {
    if (!characters.has(id)) {
      const text = part("article-" + id).querySelector(".text");
      characters.set(id, Array.from(text.textContent));
    }
    return characters.get(id);
  };

  // The text cut at every edge of a mark, each piece with the marks that it lies in.
  const write = (id, marks, values) => {
    const all = charactersOf(id);
    const edges = new Set([0, all.length]);
    for (const [start, end] of marks.concat(values)) edges.add(start).add(end);
    const inside = (spans, at) => spans.some(([start, end]) => start <= at && at < end);
    const sorted = [...edges].sort((a, b) => a - b);
    const out = document.createDocumentFragment();
    let first = null;
    let other = null;
    for (let n = 0; n + 1 < sorted.length; n += 1) {
      const words = all.slice(sorted[n], sorted[n + 1]).join("");
      const isValue = inside(values, sorted[n]);
      if (!isValue && !inside(marks, sorted[n])) {
        out.append(words);
        continue;
      }
      const mark = document.createElement("mark");
      if (isValue) mark.className = "value";
      mark.textContent = words;
      if (inside(marks, sorted[n])) first = first || mark;
      other = other || mark;
      out.append(mark);
    }
    part("panel-text").replaceChildren(out);
    return first || other;
  };

  const press = (button) => {
    for (const it of document.querySelectorAll("[aria-pressed=true]")) it.setAttribute("aria-pressed", "false");
    if (button && button.dataset.claim) button.setAttribute("aria-pressed", "true");
  };

  const show = (article, claim, role) => {
    const it = data.articles[article];
    if (!it) return;
    part("panel-title").textContent = it.title;
    part("panel-title").lang = it.language;
    part("panel-meta").textContent = it.meta;
    part("panel-claim").textContent = claim ? claim.name : "";
    part("panel-says").textContent = claim ? claim.says : "";
    part("panel-text").lang = it.language;
    const values = claim ? claim.values[role] || [] : [];
    const first = write(article, claim ? claim.marks : [], values);
    panel.hidden = false;
    document.body.classList.add("open");
    panel.scrollTop = 0;
    if (first) first.scrollIntoView({ block: "center" });
    panel.focus({ preventScroll: true });
  };

  const open = (button) => {
    opener = button;
    const id = button.dataset.claim;
    if (!id) return show(button.dataset.article, null, "");
    show(data.claims[id].article, data.claims[id], button.dataset.role || "");
    press(button);
    // The table will be narrower: the cell may go out of sight.
    const reveal = () => button.scrollIntoView({ block: "nearest", inline: "nearest" });
    requestAnimationFrame(() => requestAnimationFrame(reveal));
    try { history.replaceState(null, "", "#claim=" + encodeURIComponent(id)); } catch { /* a page from a file may not */ }
  };

  const close = () => {
    panel.hidden = true;
    document.body.classList.remove("open");
    press(null);
    if (opener) opener.focus();
  };

  const follow = () => {
    const [kind, name] = location.hash.slice(1).split("=");
    let id = "";
    try { id = decodeURIComponent(name || ""); } catch { return; }
    const known = (all) => Object.prototype.hasOwnProperty.call(all, id);
    if (kind === "article" && known(data.articles)) show(id, null, "");
    if (kind !== "claim" || !known(data.claims)) return;
    const button = [...document.querySelectorAll("button[data-claim]")].find((it) => it.dataset.claim === id);
    if (!button) return show(data.claims[id].article, data.claims[id], "");
    for (let up = button; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    open(button);
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-claim], button[data-article]");
    if (button) open(button);
  });
  part("close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) close();
  });
  addEventListener("hashchange", follow);
  follow();
})();
