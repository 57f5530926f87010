// A happening: the reports of it side by side, one column an article, with their words and what they do not agree on.
"use strict";
const told = new Map(); // article → its quotes, and the events that it tells
for (const n of data.members) {
  for (const quote of data.nodes[n].quotes || []) {
    const article = data.sentences[quote[0]][0];
    if (!told.has(article)) told.set(article, { quotes: [], events: new Set() });
    told.get(article).quotes.push(quote);
    told.get(article).events.add(n);
  }
}
const order = [...told.keys()].sort((a, b) => ((data.articles[a].published || "~") < (data.articles[b].published || "~") ? -1 : 1));
const rolesIn = (article) => [...told.get(article).events].flatMap((n) => rolesOf.get(n) || []);
const amounts = (article) => rolesIn(article).map(([, other]) => data.nodes[other]).filter((node) => node.kind === "Quantity").map((node) => node.en);
const differ = new Set(order.flatMap(amounts)).size > 1;

function report(article) {
  const about = data.articles[article], roles = rolesIn(article), list = element("dl", { class: "roles" });
  const made = element("section", { class: "card", "aria-label": about.publisher }, element("h2", {}, bdi(about.publisher || word("article"))),
    element("p", { class: "meta" }, published(about)), element("h3", {}, element("a", { href: `article?name=${encodeURIComponent(about.iri)}#${encodeURIComponent(data.nodes[[...told.get(article).events][0]].iri)}` }, bdi(about.title || word("article")))));
  const dates = [...told.get(article).events].map((n) => data.nodes[n]).filter((node) => node.edtf);
  if (dates.length) list.append(element("dt", {}, word("time")), element("dd", {}, ...dates.slice(0, 1).map(dated)));
  for (const role of roleOrder) {
    const others = [...new Set(roles.filter((each) => each[0] === role).map((each) => each[1]))];
    if (others.length) list.append(element("dt", {}, word(role)), element("dd", {}, ...others.flatMap((n, at) => [at ? " · " : "", participant(data.nodes[n])])));
  }
  made.append(list, ...told.get(article).quotes.map((quote) => quoted(quote, true)));
  return made;
}
function participant(node) {
  const name = bdi(label(node), { class: node.kind === "Quantity" && differ ? "differs" : null, title: node.kind === "Quantity" && differ ? word("differs") : null });
  if (!named.includes(node.kind)) return name;
  return element("a", { href: `./?${node.kind === "Place" ? "place" : "actor"}=${encodeURIComponent(node.iri)}` }, swatch(node.kind), name);
}
go = (n) => { if (data.nodes[n].kind !== "Event") location.href = `./?${data.nodes[n].kind === "Place" ? "place" : "actor"}=${encodeURIComponent(data.nodes[n].iri)}`; };
function draw() {
  const happening = data.happening;
  document.querySelector("h1 bdi").textContent = language === "en" ? happening.en || happening.ar : happening.ar || happening.en;
  $("about").replaceChildren(element("span", { class: "badge" }, word("type-" + happening.type)), ...happening.modality.map((status) => badge(status)),
    ...(happening.when ? [element("span", { class: "badge" }, bdi(when(happening.when), { title: happening.when }))] : []),
    element("span", { class: "badge" }, plural(happening.reports, "reports")),
    ...(differ ? [element("span", { class: "badge differs" }, word("differs"))] : []));
  $("reports").replaceChildren(...order.map(report));
}
listeners.push(draw);
