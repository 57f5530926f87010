// The articles: an index where there are several, and one article with its marked words, its claims and its sources.
"use strict";
const A = data.articles;
let current = A.length === 1 ? 0 : null, chosen = null, sought = "";
const isName = (n) => !["Event", "Quantity", "TimeExpression", "Participant"].includes(data.nodes[n].kind);
const articleIn = (n) => A.findIndex((about) => about.spans.some((span) => span[2] === n));

function paragraph(about, start, end) { // the words of a stretch: site furniture dimmed, empty lines narrowed
  const made = document.createDocumentFragment();
  const put = (from, to, off) => {
    for (const piece of about.text.slice(from, to).split(/(\n{2,}|\n(?=\s*\n))/)) {
      if (!piece) continue;
      const gap = /^\n{2,}$/.test(piece);
      made.append(gap || (off && piece.trim()) ? element("span", { class: gap ? "gap" : "off", title: gap ? null : word("furniture") }, piece) : piece);
    }
  };
  let at = start;
  for (const [low, high] of about.regions) {
    if (at < Math.min(low, end)) { put(at, Math.min(low, end), true); at = Math.min(low, end); }
    if (at < Math.min(high, end)) { put(at, Math.min(high, end), false); at = Math.min(high, end); }
  }
  if (at < end) put(at, end, about.regions.length > 0);
  return made;
}
function marked(about) {
  const holder = element("div", { class: "text", dir: "rtl", lang: "ar" });
  const stack = [{ box: holder, end: about.text.length }];
  const seen = new Set();
  let at = 0;
  const upto = (end) => { if (end > at) { stack.at(-1).box.append(paragraph(about, at, end)); at = end; } };
  const close = () => { upto(stack.at(-1).end); stack.pop(); };
  for (const [start, end, n] of about.spans) {
    while (stack.at(-1).end <= start) close();
    if (end > stack.at(-1).end) continue; // half over another
    upto(start);
    const node = data.nodes[n], id = `${node.kind}-${start}`;
    const box = element("span", { class: `span k-${node.kind} ${node.status && node.status !== "asserted" ? node.status : ""}`, id: seen.has(id) ? null : id, tabindex: 0, role: "button", "data-node": n, title: typeName(node) + (node.status && node.status !== "asserted" ? " · " + word(node.status) : "") });
    seen.add(id);
    stack.at(-1).box.append(box);
    stack.push({ box, end });
  }
  while (stack.length > 1) close();
  upto(about.text.length);
  return holder;
}
// Who says so, back to the paper: the paper, whom it takes it from, who is quoted, and through whom.
function chain(about, source) {
  const steps = [about.publisher, about.via].filter(Boolean).map((name) => bdi(name));
  const through = new Set();
  for (let next = source; typeof next === "number" && !through.has(next);) {
    through.add(next);
    const saying = about.claims.find(([n, , , teller]) => data.nodes[n].type === "Say" && teller !== next && !through.has(teller) && (rolesOf.get(n) || []).some(([role, who]) => role === "agent" && who === next));
    next = saying ? saying[3] : null;
    if (typeof next === "string") { steps.push(bdi(next)); break; }
  }
  for (const n of [...through].reverse()) steps.push(nodeButton(n));
  if (typeof source === "string") steps.push(element("span", {}, bdi(source), " ", element("small", { class: "meta" }, `(${word("unnamed")})`)));
  return element("p", { class: "chain" }, ...steps.flatMap((step, i) => (i ? [element("span", { class: "arrow", "aria-hidden": "true" }, language === "ar" ? " ← " : " → "), step] : [step])));
}
function claims(about) {
  const bySource = new Map();
  for (const claim of about.claims) { if (!bySource.has(claim[3])) bySource.set(claim[3], []); bySource.get(claim[3]).push(claim); }
  if (!bySource.size) return element("p", { class: "meta" }, word("no-claims"));
  return element("div", {}, ...[...bySource].sort((a, b) => b[1].length - a[1].length).map(([source, list]) => element("section", { class: "claims" }, chain(about, source),
    element("div", { class: "scroll" }, element("table", {}, element("thead", {}, element("tr", {}, ...["claim", "modality", "when", "words"].map((name) => element("th", { scope: "col" }, word(name))))),
      element("tbody", {}, ...list.map(([n, start, end, , status]) => element("tr", {}, element("td", {}, nodeButton(n)), element("td", {}, badge(status)), element("td", {}, dated(data.nodes[n]) || "—"),
        element("td", {}, button(() => { jump($(`Event-${start}`)); look(n); }, `«${about.text.slice(start, end)}»`))))))))));
}
visit = (a, n) => { if (a !== current) { current = a; chosen = n; draw(); } go(n); };
const line = (about) => [about.publisher, about.via, published(about)].filter(Boolean).map((x, i) => (i ? element("span", {}, " · ", bdi(x)) : bdi(x)));
function jump(target) {
  if (!target) return;
  for (const each of document.querySelectorAll(".text .on")) each.classList.remove("on");
  target.classList.add("on");
  target.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
}
function index() {
  const holder = $("index");
  holder.hidden = A.length === 1;
  if (A.length === 1) return;
  if (current !== null) { holder.replaceChildren(element("div", { class: "tools" }, button(() => { current = null; chosen = null; draw(); scrollTo(0, 0); }, `${language === "ar" ? "→" : "←"} ${word("index")} (${number(A.length)})`),
    current > 0 ? button(() => open(current - 1), word("previous")) : "", current < A.length - 1 ? button(() => open(current + 1), word("next")) : "")); return; }
  const list = element("ol", { class: "articles" });
  const fillIn = () => {
    const terms = fold(sought).split(/\s+/).filter(Boolean);
    const hits = A.map((about, a) => a).filter((a) => terms.every((term) => (A[a].key ??= fold([A[a].title, A[a].publisher, A[a].via, A[a].text].join("\n"))).includes(term)))
      .sort((a, b) => (A[a].published || "") < (A[b].published || "") ? 1 : (A[a].published || "") > (A[b].published || "") ? -1 : a - b);
    list.replaceChildren(element("p", { class: "meta" }, `${word("shown")} ${number(hits.length)} ${word("of")} ${number(A.length)}`), few(hits, (a) => element("li", {}, element("button", { type: "button", class: "link title", onclick: () => open(a) }, bdi(A[a].title || A[a].text.trim().slice(0, 80), { dir: "rtl", lang: "ar" })),
      element("p", { class: "meta" }, ...line(A[a]), ` · ${word("events")}: ${number(new Set(A[a].spans.filter((s) => data.nodes[s[2]].kind === "Event").map((s) => s[2])).size)} · ${word("claims-count")}: ${number(A[a].claims.length)}`)), 60));
  };
  const box = element("input", { type: "search", placeholder: word("search"), "aria-label": word("search"), value: sought, oninput: (event) => { sought = event.target.value; fillIn(); } });
  holder.replaceChildren(element("h2", {}, word("articles")), element("div", { class: "tools" }, box), list);
  fillIn();
}
function open(a) { current = a; chosen = null; draw(); $("main").scrollTo?.(0, 0); scrollTo(0, 0); }
function draw() {
  index();
  const holder = $("article");
  if (current === null) holder.replaceChildren();
  else {
    const about = A[current];
    holder.replaceChildren(element("h2", { class: "headline", dir: "rtl", lang: "ar" }, about.title || ""), element("p", { class: "meta" }, ...line(about)), marked(about),
      element("h2", { id: "claims" }, word("claims")), claims(about));
    for (const box of holder.querySelectorAll(".span")) {
      const see = (event) => { event.stopPropagation(); jumpless(box); look(Number(box.dataset.node)); };
      box.addEventListener("click", see);
      box.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); see(event); } });
    }
  }
  look(chosen);
}
function jumpless(box) {
  for (const each of document.querySelectorAll(".text .on")) each.classList.remove("on");
  for (const each of document.querySelectorAll(`.text [data-node="${box.dataset.node}"]`)) each.classList.add("on");
}
function look(n) {
  chosen = n;
  $("panel").replaceChildren(n === null || n === undefined ? hint(current === null ? "hint-index" : "hint-article") : card(n));
  summary();
  if (n !== null && n !== undefined && matchMedia("(max-width: 56rem)").matches) $("panel").scrollIntoView({ block: "nearest" });
}
// What the article tells, in order of time, and who is in it.
function summary() {
  const all = current === null ? data.nodes.keys() : new Set(A[current].spans.map((span) => span[2]));
  const numbers = [...all], happenings = numbers.filter((n) => data.nodes[n].main).sort((a, b) => inTime(data.nodes[a], data.nodes[b]) || a - b);
  const names = numbers.filter((n) => isName(n)).sort((a, b) => (partIn.get(b) || []).length - (partIn.get(a) || []).length);
  $("overview").replaceChildren(...(happenings.length ? [element("h2", {}, word("dated")), few(happenings, (n) => element("p", { class: "part" }, nodeButton(n), " ", element("span", { class: "meta" }, dated(data.nodes[n]), data.nodes[n].status !== "asserted" ? " " + word(data.nodes[n].status) : "")), 14)] : []),
    ...(names.length ? [element("h2", {}, word("participants")), few(names, (n) => element("p", { class: "part" }, nodeButton(n)), 14)] : []));
}
go = function (n) {
  const a = current !== null && A[current].spans.some((span) => span[2] === n) ? current : articleIn(n);
  if (a >= 0 && a !== current) { current = a; chosen = n; draw(); }
  const box = document.querySelector(`.text [data-node="${n}"]`);
  if (box) { jump(box); jumpless(box); }
  look(n);
};
window.kg = { go, open };
listeners.push(() => { draw(); window.kg.ready ??= performance.now(); });
