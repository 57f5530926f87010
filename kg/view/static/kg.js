// What the pages share: language, safe elements, evidence cards. No data is ever written as HTML.
"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const ui = JSON.parse(document.getElementById("interface").textContent);
let language = "ar";
const listeners = [];
const word = (key) => (ui.words[key] || {})[language] || key;
const label = (node) => (language === "en" && node.en ? node.en : node.ar) || node.en || "";
const typeName = (node) => (node.type ? word("type-" + node.type) : word(node.kind));

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children) made.append(child);
  return made;
}

// The same folding as kg.arabic.normalize.fold, so that احمد finds أحمد.
function fold(text) {
  return text.toLowerCase().replace(/[\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b-\u200f\u061c]/g, "")
    .replace(/[أإآٱ]/g, "ا").replace(/[ىئ]/g, "ي").replace(/ة/g, "ه").replace(/ؤ/g, "و")
    .replace(/[٠-٩]/g, (d) => "٠١٢٣٤٥٦٧٨٩".indexOf(d)).trim();
}

function evidence(node) {
  const card = element("div", { class: "card" });
  card.append(element("p", {}, element("strong", {}, element("bdi", {}, label(node)))));
  const line = element("p", { class: "meta" }, element("span", { class: "badge" }, typeName(node)));
  if (node.status) line.append(element("span", { class: "badge " + node.status }, word(node.status)));
  if (node.edtf) line.append(element("span", { class: "badge" }, element("bdi", { dir: "ltr" }, node.edtf)));
  if (node.country) line.append(element("span", { class: "badge" }, element("bdi", {}, node.country)));
  card.append(line);
  for (const role of node.roles || []) {
    card.append(element("p", {}, element("span", { class: "meta" }, word(role[0]) + ": "), element("bdi", {}, role[1])));
  }
  for (const quote of node.evidence || []) {
    const text = element("p", { dir: "rtl", lang: "ar" });
    let at = 0;
    for (const [start, end, kind] of quote.marks) {
      if (start < at) continue;
      text.append(quote.text.slice(at, start), element("mark", { class: kind }, quote.text.slice(start, end)));
      at = end;
    }
    text.append(quote.text.slice(at));
    card.append(text);
    if (quote.source !== undefined && node.kind === "Event") {
      card.append(element("p", { class: "meta" }, word("source") + ": ", element("bdi", {}, quote.source || word("paper"))));
    }
  }
  return card;
}

function speak(next) {
  language = next;
  document.documentElement.lang = next;
  document.documentElement.dir = next === "ar" ? "rtl" : "ltr";
  const button = document.getElementById("language");
  button.textContent = next === "ar" ? "English" : "العربية";
  button.lang = next === "ar" ? "en" : "ar";
  for (const each of document.querySelectorAll("[data-word]")) each.textContent = word(each.dataset.word);
  for (const each of document.querySelectorAll("[data-placeholder]")) {
    each.placeholder = word(each.dataset.placeholder);
    each.setAttribute("aria-label", word(each.dataset.placeholder));
  }
  for (const listener of listeners) listener();
}
document.getElementById("language").addEventListener("click", () => speak(language === "ar" ? "en" : "ar"));
addEventListener("DOMContentLoaded", () => speak("ar"));
