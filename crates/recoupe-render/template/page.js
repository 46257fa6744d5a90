// Tabs, filters, the what-if switch, and the article that opens beside the facts on the words of a
// claim. Words of articles are only ever set as text, never as markup.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const part = (name) => document.getElementById(name);
  const all = (query, from) => [...(from || document).querySelectorAll(query)];
  const has = (map, id) => Object.prototype.hasOwnProperty.call(map, id);
  const panel = part("panel");
  let opener = null;
  document.documentElement.classList.add("js");

  // --- Words of articles ---

  // Offsets count Unicode characters; a string of JavaScript counts UTF-16 units.
  const characters = new Map();
  const charactersOf = (id) => {
    if (!characters.has(id)) {
      const text = part("article-" + id).querySelector(".text");
      characters.set(id, Array.from(text.textContent));
    }
    return characters.get(id);
  };

  // The text cut at every edge of a mark, each piece with the claims that it belongs to. The
  // chosen claim stands out, its value most.
  const marked = (id, chosen, values) => {
    const text = charactersOf(id);
    const spans = [];
    for (const name of data.articles[id].claims) {
      for (const [start, end] of data.claims[name].marks) spans.push([start, end, name]);
    }
    const edges = new Set([0, text.length]);
    for (const [start, end] of spans.concat(values)) edges.add(start).add(end);
    const sorted = [...edges].filter((it) => it <= text.length).sort((a, b) => a - b);
    const starts = spans.slice().sort((a, b) => a[0] - b[0]);
    const out = document.createDocumentFragment();
    let open = [];
    let next = 0;
    const found = { first: null, last: null };
    for (let n = 0; n + 1 < sorted.length; n += 1) {
      const at = sorted[n];
      while (next < starts.length && starts[next][0] <= at) open.push(starts[next++]);
      open = open.filter((it) => it[1] > at);
      const words = text.slice(at, sorted[n + 1]).join("");
      const isValue = values.some(([start, end]) => start <= at && at < end);
      if (!open.length && !isValue) {
        out.append(words);
        continue;
      }
      const mark = document.createElement("mark");
      mark.textContent = words;
      const names = [...new Set(open.map((it) => it[2]))];
      const isChosen = isValue || names.includes(chosen);
      if (isValue) mark.className = "value";
      else if (isChosen) mark.className = "chosen";
      if (isChosen) {
        found.first = found.first || mark;
        found.last = mark;
      }
      if (names.length) {
        mark.dataset.names = names.join(" ");
        mark.title = names.map((it) => data.claims[it].says).join("\n");
      }
      out.append(mark);
    }
    return [out, found];
  };

  // A mark is a button for the keyboard, but only the first piece of each claim is a stop.
  const makeStops = (box) => {
    const seen = new Set();
    for (const mark of all("mark[data-names]", box)) {
      const fresh = mark.dataset.names.split(" ").filter((it) => !seen.has(it));
      for (const it of fresh) seen.add(it);
      if (!fresh.length) continue;
      mark.tabIndex = 0;
      mark.setAttribute("role", "button");
    }
  };

  const says = (claim) => {
    const it = document.createElement("span");
    it.className = "says";
    it.textContent = data.claims[claim].says;
    return it;
  };

  // --- The panel ---

  const press = (button) => {
    for (const it of all(".cell[aria-pressed]")) it.removeAttribute("aria-pressed");
    if (button && button.classList.contains("cell")) button.setAttribute("aria-pressed", "true");
  };

  const remember = (hash) => {
    try { history.replaceState(null, "", hash); } catch { /* a page from a file may not */ }
  };

  const show = (article, claim, role, at) => {
    const it = data.articles[article];
    if (!it) return;
    part("panel-title").textContent = it.title;
    part("panel-title").lang = it.language;
    part("panel-meta").textContent = it.meta;
    part("panel-claim").textContent = claim ? data.words.claim + " " + claim : "";
    part("panel-claim").setAttribute("href", claim ? "#claim-" + encodeURIComponent(claim) : "#");
    part("panel-says").textContent = claim ? data.claims[claim].says : "";
    const box = part("panel-text");
    box.lang = it.language;
    const values = at ? [at] : claim ? data.claims[claim].values[role] || [] : [];
    const [text, found] = marked(article, claim, values);
    box.replaceChildren(text);
    makeStops(box);
    if (claim && found.last) found.last.after(says(claim));
    panel.hidden = false;
    document.body.classList.add("open");
    panel.scrollTop = 0;
    const first = box.querySelector("mark.value") || found.first;
    if (first) first.scrollIntoView({ block: "center" });
  };

  const open = (button) => {
    opener = button;
    const { claim, article, at } = button.dataset;
    if (claim && has(data.claims, claim)) {
      show(data.claims[claim].article, claim, button.dataset.role || "");
      press(button);
      remember("#claim-" + encodeURIComponent(claim));
      // The table will be narrower: the cell may go out of sight.
      const reveal = () => button.scrollIntoView({ block: "nearest", inline: "nearest" });
      requestAnimationFrame(() => requestAnimationFrame(reveal));
    } else if (article) {
      show(article, "", "", at ? at.split(" ").map(Number) : null);
      press(null);
    }
    panel.focus({ preventScroll: true });
  };

  const close = () => {
    panel.hidden = true;
    document.body.classList.remove("open");
    press(null);
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
  };

  // A mark in a text: the claim after the one that is shown, if several share the words.
  const choose = (mark) => {
    const names = mark.dataset.names.split(" ");
    const shown = location.hash.replace("#claim-", "");
    const claim = names[(names.indexOf(decodeURIComponent(shown)) + 1) % names.length];
    const inPanel = panel.contains(mark);
    if (!inPanel) opener = mark;
    const top = panel.scrollTop;
    show(data.claims[claim].article, claim, "");
    if (inPanel) panel.scrollTop = top;
    press(null);
    remember("#claim-" + encodeURIComponent(claim));
    const again = inPanel ? all("mark[role]", part("panel-text")).find((it) => it.dataset.names.split(" ").includes(claim)) : panel;
    if (again) again.focus({ preventScroll: true });
  };

  // --- Tabs ---

  const tabs = all("[role=tab]");
  const turn = (tab, focus) => {
    for (const it of tabs) {
      const on = it === tab;
      it.setAttribute("aria-selected", String(on));
      it.tabIndex = on ? 0 : -1;
      part(it.getAttribute("aria-controls")).hidden = !on;
    }
    tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    // A picture that is wider than the page shows its middle first.
    for (const it of all(".wide", part(tab.getAttribute("aria-controls")))) it.scrollLeft = (it.scrollWidth - it.clientWidth) / 2;
    if (focus) tab.focus();
  };
  const tabOf = (element) => {
    const inside = element.closest("[role=tabpanel]");
    return inside && tabs.find((it) => it.getAttribute("aria-controls") === inside.id);
  };
  for (const tab of tabs) {
    tab.addEventListener("click", () => {
      turn(tab);
      remember("#" + tab.id.slice(4));
    });
    tab.addEventListener("keydown", (event) => {
      const at = tabs.indexOf(tab);
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      turn(tabs[(to + tabs.length) % tabs.length], true);
    });
  }
  if (tabs.length) turn(tabs[0]);

  // --- Stories ---

  const story = part("story");
  const tell = () => {
    if (!story) return;
    for (const it of all("[data-story]")) it.hidden = it.dataset.story !== story.value;
  };
  if (story) {
    document.documentElement.classList.add("many");
    story.addEventListener("change", () => { tell(); filter(); });
    tell();
  }

  // --- Search and filters ---

  const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").replace(/[\u2019]/g, "'").toLowerCase();
  const haystacks = new Map();
  // What an item shows, and the words of the articles that it rests on.
  const haystack = (item) => {
    if (!haystacks.has(item)) {
      const words = [item.textContent];
      if (!item.dataset.text) {
        const names = new Set(all("[data-claim]", item).map((it) => it.dataset.claim));
        for (const name of names) {
          const { article, marks } = data.claims[name];
          for (const [start, end] of marks) words.push(charactersOf(article).slice(start, end).join(""));
        }
      }
      haystacks.set(item, plain(words.join(" ")));
    }
    return haystacks.get(item);
  };
  const items = all(".item");
  const form = part("filters");
  const find = part("find");
  const choices = all("select[data-by]", form || document.createElement("p"));
  const filter = () => {
    const wanted = choices.filter((it) => it.value !== "").map((it) => [it.dataset.by, it.value]);
    const words = find ? plain(find.value).split(/\s+/).filter(Boolean) : [];
    const active = wanted.length > 0 || words.length > 0;
    let kept = 0;
    for (const item of items) {
      const fits = wanted.every(([by, value]) => (item.dataset[by] || "").split(" ").includes(value))
        && (!words.length || words.every((it) => haystack(item).includes(it)));
      item.classList.toggle("out", active && !fits);
      if (fits) kept += 1;
    }
    document.documentElement.classList.toggle("filtered", active);
    // What holds nothing that fits steps back; what does is unfolded.
    for (const it of all("details.list")) {
      const left = all(".item:not(.out)", it).length;
      it.classList.toggle("out", active && left === 0 && all(".item", it).length > 0);
      if (active && left) it.open = true;
      const count = it.querySelector(".count");
      if (count) count.textContent = String(left);
    }
    for (const it of all("tbody.part")) {
      let next = it.nextElementSibling;
      let left = false;
      for (; next && !next.classList.contains("part"); next = next.nextElementSibling) left = left || !next.classList.contains("out");
      it.classList.toggle("out", active && !left);
    }
    for (const tab of tabs) {
      const shown = all(".item:not(.out)", part(tab.getAttribute("aria-controls")));
      tab.querySelector(".n").textContent = String(shown.filter((it) => !it.closest("[data-story][hidden]")).length);
    }
    if (part("found")) part("found").textContent = !active ? "" : kept ? data.words.found + " " + kept : data.words.none;
  };
  if (form) {
    let wait = 0;
    find.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(filter, 120); });
    form.addEventListener("change", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
  }
  filter();

  // --- Texts of the articles, marked when they are first opened ---

  for (const it of all("details[data-text]")) {
    it.addEventListener("toggle", () => {
      if (!it.open || it.dataset.done) return;
      it.dataset.done = "1";
      const [text] = marked(it.dataset.text, "", []);
      const box = it.querySelector(".text");
      box.replaceChildren(text);
      makeStops(box);
    });
  }

  // --- What if ---

  for (const it of all("form.whatif")) {
    const [kind, agent, target] = all("select", it);
    const cards = it.parentElement;
    const choose = () => {
      agent.disabled = kind.value === "" || kind.value === "crisis";
      target.disabled = kind.value === "";
      if (agent.disabled) agent.value = "";
      for (const option of target.options) option.disabled = option.value !== "" && option.value === agent.value;
      if (target.value === agent.value) target.value = "";
      const key = [kind.value, agent.value, target.value].join("|");
      let awake = [];
      for (const outcome of all(".outcome", it)) {
        outcome.hidden = outcome.dataset.if !== key;
        if (!outcome.hidden) awake = outcome.dataset.awake.split(" ");
      }
      for (const card of all(".pledge", cards)) {
        const on = awake.includes(card.id);
        card.classList.toggle("awake", on);
        card.querySelector(".awake-word").hidden = !on;
      }
    };
    it.addEventListener("change", choose);
    it.addEventListener("submit", (event) => event.preventDefault());
    choose();
  }

  // --- Where an address leads ---

  const reveal = (element) => {
    const own = element.closest("[data-story]");
    if (story && own && own.dataset.story !== story.value) {
      story.value = own.dataset.story;
      tell();
      filter();
    }
    const tab = tabOf(element);
    if (tab) turn(tab);
    for (let up = element; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    if (element.classList.contains("out") && form) form.reset();
    const place = () => element.scrollIntoView({ block: element.offsetHeight > innerHeight / 2 ? "start" : "center" });
    requestAnimationFrame(place);
    element.classList.add("here");
    setTimeout(() => element.classList.remove("here"), 2500);
  };
  const follow = () => {
    let name = "";
    try { name = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const tab = tabs.find((it) => it.id === "tab-" + name);
    if (tab) return turn(tab);
    const claim = name.startsWith("claim-") && name.slice(6);
    if (claim && has(data.claims, claim)) {
      const button = all("button.cell[data-claim]").find((it) => it.dataset.claim === claim);
      if (!button) {
        show(data.claims[claim].article, claim, "");
        return;
      }
      reveal(button);
      open(button);
      return;
    }
    const element = name && part(name);
    if (element && element.closest("main") && element.id !== "main") {
      reveal(element);
      const focus = element.querySelector("summary, button, a");
      if (focus) focus.focus({ preventScroll: true });
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-claim], button[data-article]");
    if (button) return open(button);
    const mark = event.target.closest("mark[data-names]");
    if (mark) return choose(mark);
    const link = event.target.closest("a[href^='#']");
    if (link && link.getAttribute("href") === location.hash) follow();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) close();
    const mark = event.target.closest && event.target.closest("mark[data-names]");
    if (mark && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      choose(mark);
    }
  });
  part("close").addEventListener("click", close);
  addEventListener("hashchange", follow);
  follow();
})();
