// A search: its words and filters, what was found, and what else to filter by. Every filter is an address of its own.
"use strict";
const facets = ["time", "type", "actor", "place", "source", "publisher", "modality"];
const statuses = ["asserted", "planned", "demanded", "possible", "denied"];
const given = data.given;
const named_ = (value) => (language === "en" ? value.en || value.ar : value.ar || value.en) || "";

// The address of this search with some of it changed; a change begins at the first page again.
function address(changes) {
  const wanted = { ...given, offset: 0, ...changes }, made = new URLSearchParams();
  for (const name of ["text", "time"]) if (wanted[name]) made.set(name, wanted[name]);
  for (const name of [...facets.filter((each) => each !== "time"), "article"]) for (const value of wanted[name] || []) made.append(name, value);
  if (!wanted.main) made.set("main", "0");
  if (wanted.oldest) made.set("order", "oldest");
  if (wanted.offset) made.set("offset", wanted.offset);
  return `./?${made}`;
}
const has = (name, value) => (name === "time" ? given.time === value : (given[name] || []).includes(value));
const toggled = (name, value) => (name === "time" ? { time: has(name, value) ? "" : value }
  : { [name]: has(name, value) ? given[name].filter((each) => each !== value) : [...(given[name] || []), value] });
function nameOf(name, value) {
  if (name === "type") return word("type-" + value);
  if (name === "modality") return word(value);
  if (name === "time") return when(value);
  const known = data.chosen[value] || (data.facets[name] || []).find((each) => each.value === value);
  return (known && named_(known)) || value;
}
function happening(each) {
  const title = language === "en" ? each.en || each.ar : each.ar || each.en;
  const made = element("li", { class: "card k-Event" }, element("h3", {}, element("a", { href: `event?iri=${encodeURIComponent(each.iri)}` }, bdi(title))));
  const line = element("p", { class: "badges" }, element("span", { class: "badge" }, word("type-" + each.type)));
  for (const status of each.modality) if (status !== "asserted") line.append(badge(status));
  if (each.when) line.append(element("span", { class: "badge" }, bdi(when(each.when), { title: each.when })));
  line.append(element("span", { class: "badge" }, plural(each.reports, "reports")));
  made.append(line);
  if (each.sentence) made.append(element("blockquote", { dir: "rtl", lang: "ar" }, each.sentence));
  const who = each.participants.filter((p, n, all) => named.includes(p.kind) && all.findIndex((other) => named_(other) === named_(p)) === n);
  if (who.length) made.append(element("p", { class: "who" }, ...who.map((p) => element("a", { href: address({ [p.kind === "Place" && p.role !== "agent" ? "place" : "actor"]: [p.iri] }) }, swatch(p.kind), bdi(named_(p))))));
  return made;
}
function facet(name) {
  const values = data.facets[name] || [];
  if (!values.length) return "";
  const most = Math.max(...values.map((each) => each.count));
  return element("details", { class: "facet", open: name !== "time" || values.length <= 24 }, element("summary", {}, word("facet-" + name)), few(values, (each) =>
    element("li", {}, element("a", { href: address(toggled(name, each.value)), "aria-current": has(name, each.value) ? "true" : null }, name === "modality" ? glyph(each.value) + " " : "",
      bdi(nameOf(name, each.value))), element("meter", { min: 0, max: most, value: each.count, "aria-hidden": "true" }), element("small", {}, number(each.count))), 8, "ul"));
}
function draw() {
  $("text").value = given.text;
  $("time").value = given.time;
  $("all").checked = !given.main;
  for (const old of document.querySelectorAll("#form input[type=hidden]")) old.remove();
  for (const name of [...facets, "article"]) if (name !== "time") for (const value of given[name] || []) $("form").append(element("input", { type: "hidden", name, value }));
  const filters = [...facets, "article"].flatMap((name) => (name === "time" ? (given.time ? [given.time] : []) : given[name] || []).map((value) => [name, value]));
  $("chosen").replaceChildren(...filters.map(([name, value]) => element("a", { class: "chip", href: address(toggled(name, value)), "aria-label": `${word("without")}: ${nameOf(name, value)}` },
    bdi(name === "article" ? word("article") : nameOf(name, value)), " ✕")));
  const first = given.offset + 1, last = given.offset + data.happenings.length;
  const order = element("a", { href: address({ oldest: !given.oldest }) }, word(given.oldest ? "newest-first" : "oldest-first"));
  $("count").replaceChildren(...(data.wrong ? [element("span", { class: "wrong", role: "alert" }, bdi(data.wrong))]
    : data.total ? [`${word("shown")} ${number(first)}–${number(last)} ${word("of")} ${number(data.total)} `, order] : [word("no-result")]));
  $("happenings").replaceChildren(...data.happenings.map(happening));
  $("more").replaceChildren(...(given.offset ? [element("a", { rel: "prev", href: address({ offset: Math.max(0, given.offset - given.limit) }) }, word("previous-page"))] : []),
    ...(last < data.total ? [element("a", { rel: "next", href: address({ offset: last }) }, word("next-page"))] : []));
  $("facets").replaceChildren(...facets.map(facet).filter(Boolean));
  $("headlines").replaceChildren(...(data.headlines.length ? [element("h2", {}, word("found-articles")), element("ol", { class: "articles" }, ...data.headlines.map((each) => element("li", {},
    element("a", { href: `article?name=${encodeURIComponent(each.iri)}` }, bdi(each.title || word("article"))), element("p", { class: "meta" }, bdi(each.publisher), " ", published(each)))))] : []));
}
$("form").addEventListener("submit", () => { for (const id of ["text", "time"]) if (!$(id).value) $(id).disabled = true; });
addEventListener("pageshow", () => { for (const id of ["text", "time"]) $(id).disabled = false; });
addEventListener("keydown", (event) => { if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) { event.preventDefault(); $("text").focus(); } });
listeners.push(draw);
