// The timeline: vis-timeline with the precision that the text states; crowded days are bundled and open on demand.
"use strict";
const DAY = 864e5;
const events = data.events.map((row, i) => ({ ...data.nodes[row.node], ...row, n: row.node, i }));
const byNode = new Map(events.map((e) => [e.n, e]));
for (const e of events) { if (e.start) { e.from = Date.parse(e.start); e.to = Date.parse(e.end); } }
// What is still going on is known to hold until the article was published.
for (const e of events) {
  const about = e.quotes ? data.articles[data.sentences[e.quotes[0][0]][0]] : null;
  if (e.open === "end") e.to = Math.max(e.from + DAY, Date.parse(about?.published?.slice(0, 10) || "") || 0);
}
const low = Date.parse(data.min), high = Date.parse(data.max);
const off = new Set();
const LANES = 14; // lanes with a name; the rest share one
let lane = "none", onlyMain = events.some((e) => e.main && e.start), found = null, chosen = null, timeline = null, bundles = new Map(), grain = 0;
const items = new vis.DataSet();
for (const [name, each] of Object.entries(ui.families)) {
  const days = ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"];
  vis.moment.defineLocale("ar-" + name, { months: each.months, monthsShort: each.months, weekdays: days, weekdaysShort: days, weekdaysMin: days });
}
vis.moment.locale("en");

const wanted = (e) => (!onlyMain || e.main) && passes(e, off) && (!found || found.has(e));
const agentOf = (e) => { const role = (rolesOf.get(e.n) || []).find(([name]) => name === "agent"); return role ? label(data.nodes[role[1]]) : "—"; };
const articleOf = (e) => { const about = e.quotes ? data.articles[data.sentences[e.quotes[0][0]][0]] : null; return (about && (about.title || about.publisher)) || "—"; };
const laneOf = (e) => ({ type: () => typeName(e), agent: () => agentOf(e), source: () => sourceName(e.source) || word("paper"), article: () => articleOf(e), none: () => "" })[lane]();

function content(e) {
  const made = element("div", { class: "what" }, glyph(e.status) ? element("span", { class: "glyph " + e.status, title: word(e.status) }, glyph(e.status) + " ") : "", bdi(label(e), { dir: language === "ar" ? "rtl" : "auto" }), e.told ? element("small", { title: `${word("articles")}: ${number(e.told)}` }, ` ${times(e)}`) : "");
  return made;
}
// Milliseconds that fall into one bundle at this zoom.
const grains = [1, 2, 7, 14, 30.44, 91.3, 182.6, 365.25, 730.5, 1826.25, 3652.5, 18262.5].map((days) => days * DAY);
function fill() {
  if (!timeline) return;
  const { start, end } = timeline.getWindow(), width = Math.max(200, $("axis").clientWidth - (lane === "none" ? 0 : 130)), perPixel = (end - start) / width;
  grain = grains.find((g) => g / perPixel >= 90) || grains.at(-1);
  const names = lanes(), most = lane === "none" ? 5 : 2;
  const heaps = new Map(), made = new Map();
  bundles = new Map();
  for (const e of events) {
    if (!wanted(e) || e.from === undefined) continue;
    if (e.open === "start") e.from = e.to - (end - start) * 0.12; // since when is not said: a fading tail
    const name = lane === "none" ? "" : laneOf(e), row = lane === "none" || names.has(name) ? name : "…";
    const wide = (e.to - e.from) / perPixel > 110;
    const heap = `${row}\n${wide ? `${e.from}-${e.to}` : Math.floor(e.from / grain)}`;
    if (!heaps.has(heap)) heaps.set(heap, []);
    heaps.get(heap).push({ e, wide, row });
  }
  for (const [heap, list] of heaps) {
    if (list.length > most) {
      const from = Math.min(...list.map((x) => x.e.from)), to = Math.max(...list.map((x) => x.e.to)), id = "b" + heap;
      bundles.set(id, { list: list.map((x) => x.e), from, to });
      const middle = list.map((x) => x.e.from).sort((a, b) => a - b)[list.length >> 1];
      made.set(id, { id, start: list[0].wide ? from : middle, end: list[0].wide ? to : undefined, type: list[0].wide ? "range" : "box", group: lane === "none" ? undefined : list[0].row, className: "bundle", content: bundle(list.map((x) => x.e)) });
    } else for (const { e, wide, row } of list) {
      made.set(e.i, { id: e.i, start: e.from, end: wide ? e.to : undefined, type: wide ? "range" : "box", group: lane === "none" ? undefined : row,
        className: [e.status, e.open ? "open-" + e.open : "", e.within ? "within" : "", e.about ? "about" : "", e.n === chosen ? "on" : ""].join(" "), content: content(e) });
    }
  }
  const gone = items.getIds().filter((id) => !made.has(id));
  if (gone.length) items.remove(gone);
  items.update([...made.values()]);
  say();
}
function bundle(list) {
  const kinds = new Map();
  for (const e of list) kinds.set(e.type, (kinds.get(e.type) || 0) + 1);
  const top = [...kinds].sort((a, b) => b[1] - a[1]).slice(0, 2).map(([type, n]) => `${word("type-" + type)} ${number(n)}`);
  return element("div", { class: "what" }, element("strong", {}, plural(list.length, "bundle")), " ", lane === "type" ? "" : element("small", {}, top.join(language === "ar" ? "، " : ", ") + (kinds.size > 2 ? "…" : "")));
}
function lanes() {
  const count = new Map();
  for (const e of events) if (wanted(e) && e.from !== undefined) count.set(laneOf(e), (count.get(laneOf(e)) || 0) + 1);
  return new Map([...count].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).sort((a, b) => (a[0] === "—") - (b[0] === "—")).slice(0, count.size > LANES ? LANES - 1 : LANES).concat(count.size > LANES ? [["…", count.size - LANES + 1]] : []));
}
function say() {
  const shown = events.filter(wanted), dates = shown.filter((e) => e.from !== undefined);
  const { start, end } = timeline ? timeline.getWindow() : { start: 0, end: 0 };
  const inside = dates.filter((e) => e.from <= end && e.to >= start).length, heaped = [...bundles.values()].reduce((sum, b) => sum + b.list.length, 0);
  const said = [`${word("shown")} ${number(shown.length)} ${word("of")} ${number(events.length)}`];
  if (inside < dates.length) said.push(`${number(dates.length - inside)} ${word("outside")}`);
  if (heaped) said.push(`${number(heaped)} ${word("bundled")}`);
  if (dates.length < shown.length) said.push(`${number(shown.length - dates.length)} ${word("undated-below")}`);
  $("count").textContent = said.join(" · ");
}
// The stretch in which nearly all happens: a lone event of long ago does not squeeze the rest.
function heart() {
  const dates = events.filter((e) => wanted(e) && e.from !== undefined);
  if (!dates.length) return [low, high];
  const spots = dates.map((e) => (e.open === "start" ? e.to : e.from)).sort((a, b) => a - b);
  const most = dates.length > 20 ? Math.ceil(dates.length * 0.85) : dates.length;
  let best = 0;
  for (let i = 0; i + most <= spots.length; i += 1) if (spots[i + most - 1] - spots[i] < spots[best + most - 1] - spots[best]) best = i;
  const [a, b] = [spots[best], spots[best + most - 1]], pad = Math.max((b - a) * 0.14, 5 * DAY);
  return [a - pad, b + pad];
}
function build(keep) {
  const window_ = keep && timeline ? timeline.getWindow() : null;
  if (timeline) timeline.destroy();
  items.clear();
  const holder = $("axis");
  holder.replaceChildren();
  holder.style.direction = language === "ar" ? "rtl" : "ltr"; // the library leaves its own behind and reads it back
  const [start, end] = window_ ? [window_.start, window_.end] : heart();
  const options = {
    locale: language === "ar" ? "ar-" + family : "en", rtl: language === "ar", height: "100%", stack: true, verticalScroll: true, zoomKey: "ctrlKey", horizontalScroll: false, orientation: "top",
    min: low - (high - low), max: high + (high - low), zoomMin: 2 * DAY, start, end, showCurrentTime: false, selectable: true, margin: { item: { horizontal: 6, vertical: 7 }, axis: 10 }, showTooltips: false,
    moment: (date) => vis.moment(date).utc(), xss: { disabled: false }, order: (a, b) => a.start - b.start || String(a.id).localeCompare(String(b.id)),
  };
  if (lane === "none") timeline = new vis.Timeline(holder, items, options);
  else {
    const groups = [...lanes()].map(([name, count], order) => ({ id: name, order, content: element("span", {}, name === "…" ? `${word("others")} (${number(count)})` : bdi(name)) }));
    timeline = new vis.Timeline(holder, items, new vis.DataSet(groups), { ...options, groupOrder: "order" });
  }
  timeline.on("select", ({ items: [id] }) => { if (typeof id === "string") openBundle(id); else if (id !== undefined) look(events[id].n); });
  timeline.on("doubleClick", ({ item }) => { const b = bundles.get(item); if (b) timeline.setWindow(b.from - DAY, Math.max(b.to, b.from + 3 * DAY) + DAY, { animation: !still }); });
  timeline.on("rangechanged", fill);
  window.kg.timeline = timeline;
  fill();
}
function openBundle(id) {
  const { list, from, to } = bundles.get(id);
  const days = [...new Set([from, to - DAY].map((t) => when(new Date(t).toISOString().slice(0, 10))))].join(" – ");
  const wide = to - from > DAY * 1.5;
  $("panel").replaceChildren(element("article", { class: "card" }, element("h3", {}, plural(list.length, "bundle")), element("p", { class: "meta" }, bdi(days)),
    wide ? element("div", { class: "tools" }, button(() => timeline.setWindow(from - DAY, to + DAY, { animation: !still }), word("zoom-in"))) : "", few(list, row, 40)));
  $("panel").scrollIntoView({ block: "nearest" });
}
const row = (e) => element("p", { class: "part" + (e.n === chosen ? " on" : "") }, element("button", { type: "button", class: "link", onclick: () => go(e.n) }, glyph(e.status) ? element("span", { class: "glyph " + e.status }, glyph(e.status) + " ") : "", bdi(label(e)), e.told ? element("small", {}, ` ${times(e)}`) : ""),
  " ", element("span", { class: "meta who" }, e.source !== undefined && e.source !== "" ? bdi(sourceName(e.source)) : ""));
function look(n) {
  chosen = n ?? null;
  $("panel").replaceChildren(chosen === null ? hint("hint-timeline") : card(chosen));
  if (chosen !== null && $("panel").getBoundingClientRect().top < 0) $("panel").scrollIntoView({ block: "start" });
}
go = function (n) {
  const e = byNode.get(n);
  look(n);
  if (!e || e.from === undefined) return;
  if (!wanted(e)) { onlyMain = false; $("main-only").checked = false; off.clear(); found = null; $("search").value = ""; legend(); build(true); chronicle(); }
  const { start, end } = timeline.getWindow();
  if (e.from > end || e.to < start) timeline.moveTo((e.from + Math.min(e.to, high)) / 2, { animation: !still });
  const at = items.get(e.i) ? e.i : [...bundles].find(([, b]) => b.list.includes(e))?.[0];
  if (at !== undefined) timeline.setSelection([at]);
};
// All that is shown, in order of time, to read and to reach by keyboard; what has no date comes last.
function chronicle() {
  const shown = events.filter(wanted).sort((a, b) => inTime(a, b) || a.i - b.i);
  const days = new Map();
  for (const e of shown) { const day = e.start ? when(e.edtf) : ""; if (!days.has(day)) days.set(day, []); days.get(day).push(e); }
  const dates = [...days].filter(([day]) => day), rest = days.get("") || [];
  $("chronicle").replaceChildren(element("h2", {}, word("chronicle")), few(dates, ([day, list]) => element("section", {}, element("h4", {}, bdi(day)), few(list, row, 6)), 25),
    ...(rest.length ? [element("h2", { id: "undated-title" }, `${word("undated")} (${number(rest.length)})`), Object.assign(few(rest, row, 15), { id: "undated" })] : []));
}
function change() { fill(); if (lane !== "none") build(true); chronicle(); }
function legend() {
  const shown = events.filter((e) => !onlyMain || e.main);
  chips($("statuses"), "status", shown, off, change);
  chips($("types"), "type", shown, off, change);
}
$("main-only").checked = onlyMain;
$("lane").addEventListener("change", (event) => { lane = event.target.value; build(true); });
$("main-only").addEventListener("change", (event) => { onlyMain = event.target.checked; legend(); change(); });
let waiting = 0;
$("search").addEventListener("input", (event) => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const list = matches(data.nodes, event.target.value);
    if (!list) found = null;
    else { // an event is found by its own words and by those of who takes part
      const hit = new Set(list);
      found = new Set(events.filter((e) => hit.has(data.nodes[e.n]) || (rolesOf.get(e.n) || []).some(([, other]) => hit.has(data.nodes[other]))));
    }
    change();
  }, 120);
});
$("in").addEventListener("click", () => timeline.zoomIn(0.4));
$("out").addEventListener("click", () => timeline.zoomOut(0.4));
$("fit").addEventListener("click", () => { const dates = events.filter((e) => wanted(e) && e.from !== undefined); if (dates.length) timeline.setWindow(Math.min(...dates.map((e) => Math.max(e.from, low))) - DAY, Math.max(...dates.map((e) => Math.min(e.to, high))) + DAY, { animation: !still }); });
window.kg = { go, show: look, events };
listeners.push(() => {
  legend(); build(true); look(chosen); chronicle();
  window.kg.ready ??= performance.now();
});
