// What the pages share: language, theme, dates, safe elements, evidence cards. No data is ever written as HTML.
"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const ui = JSON.parse(document.getElementById("interface").textContent);
const $ = (id) => document.getElementById(id);
const kept = (key, value) => { try { return value === undefined ? localStorage.getItem("kg-" + key) : localStorage.setItem("kg-" + key, value); } catch { return null; } };
let language = "ar", family = data.months || Object.keys(ui.families)[0];
const listeners = [];
const word = (key) => (ui.words[key] || {})[language] ?? key;
const label = (node) => (language === "en" && node.en ? node.en : node.ar) || node.en || "";
const typeName = (node) => word(node.type ? "type-" + node.type : node.kind);
const number = (n) => n.toLocaleString("en");
// «3 أحداث», and in Arabic one and two by their word alone: «حدثان».
function plural(n, key) {
  const form = new Intl.PluralRules(language).select(n);
  return (language === "ar" && (form === "one" || form === "two") ? "" : number(n) + " ") + (form === "zero" ? word(key + "-other") : word(`${key}-${form}`));
}
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}
// In Arabic a name is set from right to left even where it begins with Latin letters.
const bdi = (text, attributes = {}) => element("bdi", { dir: language === "ar" && /[\u0600-\u06ff]/.test(text) ? "rtl" : null, ...attributes }, text);
const button = (onclick, ...children) => element("button", { type: "button", onclick }, ...children);

// The same folding as kg.arabic.normalize.fold, so that احمد finds أحمد.
function fold(text) {
  return text.replace(/[\ufb50-\ufdff\ufe70-\ufefc]/g, (c) => c.normalize("NFKC")).toLowerCase()
    .replace(/[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, "")
    .replace(/[أإآٱ]/g, "ا").replace(/[ىئیې]/g, "ي").replace(/[ةھەہۀ]/g, "ه").replace(/[کڪ]/g, "ك").replace(/ؤ/g, "و")
    .replace(/[٠-٩]/g, (d) => "٠١٢٣٤٥٦٧٨٩".indexOf(d)).replace(/[۰-۹]/g, (d) => "۰۱۲۳۴۵۶۷۸۹".indexOf(d)).trim();
}
const keys = new Map();
const key = (node) => {
  if (!keys.has(node)) keys.set(node, fold([node.ar, node.en, node.short, ...(node.also || []), ...(node.type ? [ui.words["type-" + node.type].ar, ui.words["type-" + node.type].en] : [])].filter(Boolean).join("\n")));
  return keys.get(node);
};
// The nodes in which every word of the search stands.
function matches(nodes, text) {
  const wanted = fold(text).split(/\s+/).filter(Boolean);
  return wanted.length ? nodes.filter((node) => wanted.every((each) => key(node).includes(each))) : null;
}

// EDTF in words: «25 يناير 2024», «منذ أغسطس 2023»; what is not known here is shown as it is.
const monthName = (m) => (language === "ar" ? ui.families[family].months[m - 1]
  : ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"][m - 1]);
function when(edtf) {
  if (!edtf) return "";
  const [from, to, ...rest] = edtf.split("/");
  if (rest.length) return edtf;
  if (to === undefined) return moment(from) ?? edtf;
  if (to === ".." || to === "") return moment(from) ? `${word("since")} ${moment(from)}` : edtf;
  if (from === ".." || from === "") return moment(to) ? `${word("until")} ${moment(to)}` : edtf;
  return moment(from) && moment(to) ? `${moment(from)} – ${moment(to)}` : edtf;
}
function moment(text) {
  const found = /^([0-9]{3}[0-9X]|[0-9]{2}XX)(?:-([0-9]{2}))?(?:-([0-9]{2}))?(?:T([0-9]{2}:[0-9]{2})[^?~%]*)?([?~%]?)$/.exec(text);
  if (!found) return null;
  const [, year, month, day, time, mark] = found;
  let made = /X/.test(year) ? (language === "en" ? year.replaceAll("X", "0") + "s" : year.replaceAll("X", "0") + "–" + year.replaceAll("X", "9")) : year;
  const m = Number(month);
  if (month && m >= 1 && m <= 12) made = `${day ? Number(day) + " " : ""}${monthName(m)} ${made}`;
  else if (m >= 21 && m <= 24) made = `${word("season-" + m)} ${made}`;
  else if (m >= 33 && m <= 36) made = language === "en" ? `Q${m - 32} ${made}` : `${word("quarter")} ${m - 32} ${made}`;
  else if (month) return null;
  if (time) made += `${language === "ar" ? "، " : ", "}${time}`;
  return mark ? `${word(mark === "?" ? "maybe" : "approximate")} ${made}` : made;
}
const published = (article) => (article.published ? when(article.published.slice(0, 10)) : "");
const dated = (node) => (node.edtf ? bdi(when(node.edtf), { title: node.edtf }) : null);

// What has no date comes last; an open beginning stands by its end.
const inTime = (a, b) => { const [x, y] = [a, b].map((e) => e.first || e.last || "~"); return x < y ? -1 : x > y ? 1 : 0; };

// Who takes part in what, both ways.
const rolesOf = new Map(), partIn = new Map();
for (const [event, other, role] of data.edges) {
  if (!rolesOf.has(event)) rolesOf.set(event, []);
  rolesOf.get(event).push([role, other]);
  if (!partIn.has(other)) partIn.set(other, []);
  partIn.get(other).push([role, event]);
}
const roleOrder = ["agent", "patient", "partner", "topic", "place", "origin", "destination", "quantity"];
for (const list of rolesOf.values()) list.sort((a, b) => roleOrder.indexOf(a[0]) - roleOrder.indexOf(b[0]));

const glyphs = { planned: "◷", demanded: "❗", possible: "؟", denied: "✕", disputed: "⇄" };
const glyph = (status) => (status === "possible" && language === "en" ? "?" : glyphs[status] || "");
const badge = (status) => element("span", { class: "badge " + status }, glyph(status) + " " + word(status));
const swatch = (kind) => element("span", { class: "swatch s-" + kind, "aria-hidden": "true" });
const sourceName = (source) => (typeof source === "number" ? label(data.nodes[source]) : source || "");
// Set by each page: look at node n.
let go = () => {};
const nodeButton = (n) => element("button", { type: "button", class: "link", onclick: () => go(n) }, swatch(data.nodes[n].kind), bdi(label(data.nodes[n])));

const times = (node) => (node.told ? `×${number(node.told)}` : ""); // articles that tell one happening
// Set by the page that shows articles: look at node n in article a.
let visit = null;
const paper = (a) => { const about = data.articles[a]; return bdi(about.publisher || about.title || "—", { title: about.title || null }); };
// What each article, and each source in it, says of one happening: figures that disagree side by side.
function reports(n) {
  const node = data.nodes[n], list = node.reports;
  const columns = { figures: list.some((row) => row[4].length), when: new Set(list.map((row) => row[3]).filter(Boolean)).size > 1, status: list.some((row) => row[2] !== "asserted") };
  const head = ["paper-column", columns.figures && "figure", "source", columns.status && "modality", columns.when && "when"].filter(Boolean);
  return element("div", { class: "scroll telling" }, element("table", {}, element("thead", {}, element("tr", {}, ...head.map((name) => element("th", { scope: "col" }, word(name))))),
    element("tbody", {}, ...list.map(([a, source, status, edtf, figures], i) => {
      const about = data.articles[a], rows = list.filter((row) => row[0] === a).length, again = i > 0 && list[i - 1][0] === a;
      const name = visit ? element("button", { type: "button", class: "link", onclick: () => visit(a, n) }, paper(a)) : paper(a);
      return element("tr", {},
        again ? "" : element("td", { rowspan: rows }, name, about.copy === undefined ? "" : element("span", { class: "copy", title: word("near-copy") }, " ≈"), element("small", { class: "meta" }, published(about))),
        columns.figures ? element("td", { class: node.differ && figures.length ? "differs" : null }, ...figures.map((f) => nodeButton(f))) : "",
        element("td", {}, typeof source === "number" ? nodeButton(source) : bdi(source || word("paper"))),
        columns.status ? element("td", {}, badge(status)) : "", columns.when ? element("td", {}, edtf ? bdi(when(edtf), { title: edtf }) : "—") : "");
    }))));
}
// A list that shows its first few and says how many more there are.
function few(items, make, most = 4, tag = "div") {
  const holder = element(tag, {}, ...items.slice(0, most).map(make));
  if (items.length > most) {
    const rest = button(() => { rest.remove(); holder.append(few(items.slice(most), make, most * 5, tag)); }, `+ ${number(items.length - most)} ${word("more")}`);
    rest.className = "more";
    holder.append(rest);
  }
  return holder;
}
function quoted([sentence, marks, source, status], isEvent) {
  const [article, words] = data.sentences[sentence];
  const text = element("blockquote", { dir: "rtl", lang: "ar" });
  let at = 0;
  for (const [start, end, trigger] of marks) {
    if (start < at) continue;
    text.append(words.slice(at, start), element("mark", { class: trigger ? "trigger" : "argument" }, words.slice(start, end)));
    at = end;
  }
  text.append(words.slice(at));
  const about = data.articles[article];
  const line = element("p", { class: "meta" });
  if (isEvent) {
    line.append(word("source") + ": ", typeof source === "number" ? nodeButton(source) : bdi(source || word("paper")));
    if (status && status !== "asserted") line.append(" ", badge(status));
  }
  for (const each of [about.publisher, published(about)].filter(Boolean)) line.append(line.childNodes.length ? " · " : "", bdi(each, { title: about.title }));
  if (ui.links.event) line.append(" ", element("a", { href: `article?name=${encodeURIComponent(about.iri)}` }, word("article")));
  return element("div", { class: "quote" }, text, line);
}
function card(n) {
  const node = data.nodes[n], isEvent = node.kind === "Event";
  const made = element("article", { class: "card k-" + node.kind });
  made.append(element("h3", {}, bdi(label(node))));
  const line = element("p", { class: "badges" }, element("span", { class: "badge" }, swatch(node.kind), typeName(node)));
  if (node.status) line.append(badge(node.status));
  if (node.told) line.append(element("span", { class: "badge" }, `${word("articles")}: ${number(node.told)}`));
  if (node.differ) line.append(element("span", { class: "badge disputed" }, `⇄ ${word("figures-differ")}`));
  if (node.edtf) line.append(element("span", { class: "badge" }, dated(node)));
  if (node.country) line.append(element("span", { class: "badge" }, bdi(node.country)));
  made.append(line);
  const roles = rolesOf.get(n) || [];
  if (roles.length) {
    made.append(element("dl", { class: "roles" }, ...[...new Set(roles.map(([role]) => role))].flatMap((role) => [element("dt", {}, word(role)),
      element("dd", {}, ...roles.filter((r) => r[0] === role).map((r) => nodeButton(r[1])))])));
  }
  made.append(links(node));
  if (node.reports) {
    made.append(element("h4", {}, `${word("each-article")} (${number(new Set(node.reports.map(([a]) => a)).size)})`), reports(n));
    if (node.reports.some(([a]) => data.articles[a].copy !== undefined)) made.append(element("p", { class: "meta" }, `≈ ${word("near-copy")}`));
  }
  if (node.quotes) made.append(element("h4", {}, word("evidence"), node.quotes.length > 1 ? ` (${number(node.quotes.length)})` : ""), few(node.quotes, (q) => quoted(q, isEvent), 3));
  const taking = [...(partIn.get(n) || [])].sort((a, b) => inTime(data.nodes[a[1]], data.nodes[b[1]]));
  if (taking.length) {
    made.append(element("h4", {}, `${word("taking-part")} (${number(taking.length)})`), few(taking, ([role, event]) => element("p", { class: "part" },
      nodeButton(event), " ", element("span", { class: "meta" }, word(role), data.nodes[event].edtf ? " · " : "", dated(data.nodes[event]))), 8));
  }
  return made;
}
const views = ["graph", "timeline", "article", "map"], named = ["Person", "Organization", "Place", "Group", "Agreement", "NamedEvent", "Product"];
// Ways to the same node on the sibling pages, and on a server to all that is known of it.
function links(node) {
  const made = element("p", { class: "ways" });
  if (ui.links.event && node.kind === "Event" && document.documentElement.dataset.page !== "event") made.append(element("a", { href: `event?iri=${encodeURIComponent(node.iri)}` }, word("reports")));
  if (ui.links.event && named.includes(node.kind)) made.append(element("a", { href: `./?${node.kind === "Place" ? "place" : "actor"}=${encodeURIComponent(node.iri)}` }, word("happenings")));
  for (const [kind, address] of Object.entries(ui.links)) {
    if (!views.includes(kind) || kind === document.documentElement.dataset.page || (kind === "timeline" && node.kind !== "Event") || (kind === "map" && node.kind !== "Place")) continue;
    made.append(element("a", { href: `${address}#${encodeURIComponent(node.iri)}` }, `${word(kind)} ↗`));
  }
  return made.childElementCount ? made : "";
}
function hint(text) { return element("p", { class: "hint" }, word(text)); }
// Chips that switch values of a field on and off; `off` holds "field:value".
function chips(holder, field, nodes, off, change) {
  const count = new Map();
  for (const node of nodes) if (node[field]) count.set(node[field], (count.get(node[field]) || 0) + 1);
  const order = [...count.keys()].sort((a, b) => count.get(b) - count.get(a));
  holder.replaceChildren(...order.map((value) => {
    const made = button(() => { const flag = `${field}:${value}`; if (!off.delete(flag)) off.add(flag); made.setAttribute("aria-pressed", String(!off.has(flag))); change(); },
      field === "kind" ? swatch(value) : "", field === "status" ? glyph(value) + " " : "", word(field === "type" ? "type-" + value : value), element("small", {}, number(count.get(value))));
    made.className = "chip " + value;
    made.setAttribute("aria-pressed", String(!off.has(`${field}:${value}`)));
    return made;
  }));
}
const passes = (node, off) => !off.has("kind:" + node.kind) && !off.has("type:" + node.type) && !off.has("status:" + node.status);

function speak(next) {
  language = next;
  document.documentElement.lang = next;
  document.documentElement.dir = next === "ar" ? "rtl" : "ltr";
  const other = $("language");
  other.textContent = next === "ar" ? "English" : "العربية";
  other.lang = next === "ar" ? "en" : "ar";
  for (const each of document.querySelectorAll("[data-word]")) each.textContent = word(each.dataset.word);
  for (const each of document.querySelectorAll("[data-label]")) { each.setAttribute("aria-label", word(each.dataset.label)); each.title = each.id === "canvas" ? "" : word(each.dataset.label); }
  for (const each of document.querySelectorAll("[data-placeholder]")) { each.placeholder = word(each.dataset.placeholder); each.setAttribute("aria-label", each.placeholder); }
  $("months").replaceChildren(...Object.entries(ui.families).map(([name, each]) => element("option", { value: name, selected: name === family }, next === "ar" ? `${each.months[0]} · ${each.ar}` : `${each.months[0]} · ${each.en}`)));
  $("months").hidden = next !== "ar";
  const here = document.documentElement.dataset.page;
  $("pages").replaceChildren(...Object.entries(ui.links).filter(([kind]) => kind !== "event").map(([kind, address]) => element("a", { href: address, "aria-current": kind === here ? "page" : null }, word(kind))));
  if (ui.shown && ui.shown[0] < ui.shown[1]) $("pages").append(element("span", { class: "meta" }, `${word("shown")} ${number(ui.shown[0])} ${word("of")} ${number(ui.shown[1])} ${word("happenings")}`));
  for (const listener of listeners) listener();
}
function paint(theme) { document.documentElement.dataset.theme = theme; }
paint(kept("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
$("theme").addEventListener("click", () => {
  paint(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
  kept("theme", document.documentElement.dataset.theme);
  for (const listener of listeners) listener();
});
$("language").addEventListener("click", () => { speak(language === "ar" ? "en" : "ar"); kept("language", language); });
$("months").addEventListener("change", (event) => { family = event.target.value; for (const listener of listeners) listener(); });
// Pages that are open beside this one, or in it, follow its language and theme.
addEventListener("storage", ({ key, newValue }) => {
  if (key === "kg-language" && newValue) speak(newValue);
  if (key === "kg-theme" && newValue) { paint(newValue); for (const listener of listeners) listener(); }
});
// A page opened at #IRI looks at that node.
function fromAddress() {
  const wanted = decodeURIComponent(location.hash.slice(1));
  const n = wanted ? data.nodes.findIndex((node) => node.iri === wanted || (node.members || []).includes(wanted)) : -1;
  if (n >= 0) go(n);
}
addEventListener("hashchange", fromAddress);
addEventListener("DOMContentLoaded", () => { speak(kept("language") || "ar"); fromAddress(); });
