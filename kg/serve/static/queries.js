// SPARQL: an editor with the named queries as examples, and what comes back as a table.
"use strict";
const BASE = "https://w3id.org/kg/";
const editor = kgEditor($("editor"), data.terms.map((term) => ({ label: term.name, detail: term.ar })), () => run(), "SPARQL");
let answer = null, said = () => "";
const prefixes = Object.entries(data.prefixes).map(([name, iri]) => `PREFIX ${name}: <${iri}>`);
const start = `${prefixes.filter((line) => /^PREFIX (kg|sem|rdfs):/.test(line)).join("\n")}\n\nSELECT ?event ?label ?day WHERE {\n  ?event a sem:Event ; rdfs:label ?label .\n  OPTIONAL { ?event sem:hasEarliestBeginTimeStamp ?day }\n}\nORDER BY DESC(?day)\nLIMIT 50\n`;

// Of several questions on their way only the newest is answered: an older one may take longer.
const newest = { run: 0, example: 0 };
async function run() {
  const mine = ++newest.run;
  const late = () => mine !== newest.run;
  tell(() => word("running"));
  const begun = performance.now();
  try {
    const response = await fetch("sparql", { method: "POST", headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, text/turtle;q=0.9" }, body: editor.get() });
    const text = await response.text();
    if (late()) return;
    if (!response.ok) return failed(text);
    const seconds = ((performance.now() - begun) / 1000).toFixed(2);
    answer = response.headers.get("Content-Type").startsWith("text/turtle") ? { turtle: text } : JSON.parse(text);
    const rows = answer.results ? answer.results.bindings.length : null;
    tell(() => (rows === null ? `${seconds} s` : `${number(rows)} ${word("rows")} · ${seconds} s`));
    show();
  } catch (error) { if (!late()) failed(String(error)); }
}
function failed(message) {
  answer = null;
  tell(() => message.trim(), true);
  show();
}
function tell(what, wrong = false) {
  said = what;
  $("said").replaceChildren(bdi(said(), { class: wrong ? "wrong" : null, dir: "auto" }));
}
function show() {
  $("csv").hidden = !answer || !answer.results;
  if (!answer) $("table").replaceChildren();
  else if (answer.turtle !== undefined) $("table").replaceChildren(element("pre", { dir: "ltr" }, answer.turtle));
  else if (answer.boolean !== undefined) $("table").replaceChildren(element("p", { class: "answer" }, String(answer.boolean)));
  else {
    const names = answer.head.vars;
    const row = (each) => element("tr", {}, ...names.map((name) => element("td", {}, each[name] ? cell(each[name]) : "")));
    $("table").replaceChildren(element("table", {}, element("thead", {}, element("tr", {}, ...names.map((name) => element("th", { scope: "col" }, name)))), few(answer.results.bindings, row, 200, "tbody")));
  }
}
// What the archive knows has a page of its own; other IRIs are text.
function cell(term) {
  if (term.type !== "uri") return element("bdi", { dir: "auto", title: term.datatype || term["xml:lang"] }, term.value);
  const [, kind] = term.value.startsWith(BASE) ? term.value.slice(BASE.length).split(/^(event|article|entity)\//) : [];
  const name = element("bdi", { dir: "ltr", title: term.value }, kind ? term.value.split("/").slice(-1)[0].slice(0, 24) : term.value);
  if (!kind || term.value.includes("#") || term.value.includes("-participant-") || term.value.endsWith("-time")) return name;
  const key = encodeURIComponent(term.value);
  const page = kind === "event" ? `event?iri=${key}` : kind === "article" ? `article?name=${key}` : `./?${term.value.includes("/place/") ? "place" : "actor"}=${key}`;
  return element("a", { href: page }, name);
}
async function example() {
  const chosen = data.examples.find((each) => each.name === $("examples").value);
  if (!chosen) return;
  const mine = ++newest.example;
  const values = new URLSearchParams();
  for (const input of $("parameters").querySelectorAll("input")) if (input.value) values.set(input.name, input.value);
  if (chosen.parameters.some((p) => p.default === null && !values.get(p.name))) return;
  const response = await fetch(`api/queries/${chosen.name}?${values}`);
  const made = await response.json();
  if (mine !== newest.example) return;
  if (!response.ok) return failed(made.title);
  editor.set(made.sparql);
  await run();
}
function ask() {
  const chosen = data.examples.find((each) => each.name === $("examples").value);
  $("parameters").replaceChildren(...(chosen ? chosen.parameters : []).map((p) => element("input", { name: p.name, placeholder: p.name, title: p.about, "aria-label": p.about, value: p.default, size: 12, onchange: example, dir: "auto" })));
  const first = $("parameters").querySelector("input");
  if (first && !first.value) first.focus();
  example();
}
$("form").addEventListener("submit", (event) => { event.preventDefault(); run(); });
$("examples").append(element("option", { value: "" }, "—"), ...data.examples.map((each) => element("option", { value: each.name, title: each.about }, each.name)));
$("examples").addEventListener("change", ask);
$("csv").addEventListener("click", async (event) => {
  if ($("csv").href.startsWith("blob:")) return;
  event.preventDefault();
  const response = await fetch("sparql", { method: "POST", headers: { "Content-Type": "application/sparql-query", Accept: "text/csv" }, body: editor.get() });
  if (!response.ok) return failed(await response.text());
  $("csv").href = URL.createObjectURL(await response.blob());
  $("csv").click();
  URL.revokeObjectURL($("csv").href);
  $("csv").href = "#";
});
$("csv").href = "#";
editor.set(start);
listeners.push(() => {
  document.querySelector("h1 bdi").textContent = word("queries");
  $("terms").replaceChildren(element("h2", {}, word("terms")), element("dl", { class: "terms" }, ...data.terms.flatMap((term) => [element("dt", { dir: "ltr" }, term.name), element("dd", {}, bdi(language === "en" ? term.en : term.ar))])));
  tell(said);
  show();
});
window.kg = { editor, run };
