"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const status = document.getElementById("status");
  const keysOf = (line) => (line.dataset.keys || "").split(" ").filter(Boolean);
  const left = document.getElementById("cells");
  const right = document.getElementById("modules");
  root.classList.add("js");

  // lines by key, for either side
  const index = (side) => {
    const found = new Map();
    for (const line of side ? all(".line[data-keys]", side) : []) {
      for (const key of keysOf(line)) {
        if (!found.has(key)) found.set(key, []);
        found.get(key).push(line);
      }
    }
    return found;
  };
  const inCells = index(left);
  const inModules = index(right);

  const tabs = all(".tab");
  const panelOf = (tab) => document.getElementById(tab.getAttribute("aria-controls"));
  const open = (tab) => {
    for (const other of tabs) {
      const chosen = other === tab;
      other.setAttribute("aria-selected", String(chosen));
      other.tabIndex = chosen ? 0 : -1;
      panelOf(other).hidden = !chosen;
    }
  };
  const openTab = () => tabs.find((tab) => tab.getAttribute("aria-selected") === "true");

  const scroll = (line) => {
    const pane = line.closest(".pane");
    const top = line.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    pane.scrollTo({ top: pane.scrollTop + top - pane.clientHeight / 4, behavior: still ? "auto" : "smooth" });
  };
  const clear = () => all(".hit").forEach((line) => line.classList.remove("hit"));
  const lines = (keys, side) => [...new Set(keys.flatMap((key) => side.get(key) || []))];

  // the code of these keys: marked on both sides, and shown on the other one
  const show = (keys, fromCells) => {
    clear();
    const cells = lines(keys, inCells);
    const code = lines(keys, inModules);
    [...cells, ...code].forEach((line) => line.classList.add("hit"));
    if (!fromCells) {
      if (cells.length) scroll(cells[0]);
      const cell = cells.length ? cells[0].closest(".cell").id.replace("cell-", "cell ") : "no cell";
      status.textContent = `Comes from ${cell}.`;
      return;
    }
    const shown = code.find((line) => !line.closest(".module").hidden) || code[0];
    if (!shown) return;
    const panel = shown.closest(".module");
    if (panel.hidden) open(tabs.find((tab) => panelOf(tab) === panel));
    scroll(shown);
    const files = [...new Set(code.map((line) => line.closest(".module").getAttribute("aria-labelledby")))];
    status.textContent = `Stands in ${files.map((id) => document.getElementById(id).textContent).join(", ")}.`;
  };
  const showCell = (cell) => show([...new Set(all(".line[data-keys]", cell).flatMap(keysOf))], true);

  const showStage = (name) => {
    const tab = document.getElementById(`tab-${name}`);
    if (!tab) return;
    open(tab);
    clear();
    right.scrollTo({ top: 0 });
    document.getElementById("code").scrollIntoView();
    const first = all(".line[data-keys]", panelOf(tab)).flatMap(keysOf).find((key) => key.startsWith("s-") && inCells.has(key) && inModules.get(key).every((line) => panelOf(tab).contains(line)));
    if (first) scroll(inCells.get(first)[0]);
    tab.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest(selector);
    const stage = at("a[data-stage]");
    if (stage) {
      event.preventDefault();
      showStage(stage.dataset.stage);
    } else if (at("a[data-cell]")) {
      event.preventDefault();
      const told = document.getElementById(at("a[data-cell]").getAttribute("href").slice(1));
      document.getElementById("code").scrollIntoView();
      if (told) scroll(told);
    } else if (at(".tab")) {
      open(at(".tab"));
    } else if (at("button.pick")) {
      showCell(at(".cell"));
    } else if (at(".line[data-keys]") && !String(getSelection())) {
      show(keysOf(at(".line")), left.contains(event.target));
    } else if (at(".head") && at(".cell[data-linked]")) {
      showCell(at(".cell"));
    }
  });

  // light and dark
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const button = document.getElementById("theme");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const told = () => button.setAttribute("aria-pressed", String(isDark()));
  const toggle = () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("nb2prod-theme", root.dataset.theme); } catch { /* not kept then */ }
    told();
  };
  try {
    const kept = localStorage.getItem("nb2prod-theme");
    if (kept === "light" || kept === "dark") root.dataset.theme = kept;
  } catch { /* nothing was kept */ }
  button.addEventListener("click", toggle);
  dark.addEventListener("change", told);
  told();

  const cellButtons = all("button.pick");
  const step = (by) => {
    const here = document.activeElement.closest?.(".cell")?.querySelector("button.pick");
    const at = cellButtons.indexOf(here);
    const next = cellButtons[at < 0 ? (by > 0 ? 0 : cellButtons.length - 1) : at + by];
    if (!next) return;
    next.focus({ preventScroll: true });
    scroll(next);
    showCell(next.closest(".cell"));
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const tab = event.target.closest?.(".tab");
    const turn = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (tab && turn) {
      const next = tabs[(tabs.indexOf(tab) + turn + tabs.length) % tabs.length];
      open(next);
      next.focus();
    } else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "t") toggle();
    else if (event.key === "Escape") clear();
  });

  if (tabs.length) open(openTab() || tabs[0]);
})();
