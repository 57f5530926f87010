// The timeline: vis-timeline with the precision that the text states; what has no date is listed below.
"use strict";
const months = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"];
vis.moment.locale("ar-kg", { months, monthsShort: months, weekdays: ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"], weekdaysShort: ["أحد", "اثنين", "ثلاثاء", "أربعاء", "خميس", "جمعة", "سبت"], weekdaysMin: ["ح", "ن", "ث", "ر", "خ", "ج", "س"] });
vis.moment.locale("en");
const byId = new Map(data.events.map((e) => [e.id, e]));
let lane = "none", main = true, timeline = null;
const shownEvents = () => data.events.filter((e) => !main || e.main);
const laneOf = (e) => ({ type: word("type-" + e.type), agent: e.agent || "—", source: e.source || word("paper"), none: "" })[lane];

function draw() {
  const dated = shownEvents().filter((e) => e.start);
  const names = [...new Set(dated.map(laneOf))];
  const items = dated.map((e) => ({
    id: e.id, start: e.start, end: e.end, type: e.end ? "range" : "box", group: lane === "none" ? undefined : laneOf(e),
    className: [e.status, e.source ? "claimed" : "", e.open ? "open" : ""].join(" "), content: content(e), title: undefined,
  }));
  if (timeline) timeline.destroy();
  const holder = document.getElementById("axis");
  holder.replaceChildren();
  holder.style.direction = language === "ar" ? "rtl" : "ltr"; // the library leaves its own behind and reads it back
  if (!items.length) holder.append(element("p", { class: "meta" }, "—"));
  else {
    const options = { locale: language === "ar" ? "ar-kg" : "en", rtl: language === "ar", stack: true, zoomMin: 864e5 * 2, margin: { item: 8 },
      maxHeight: "70vh", verticalScroll: true, orientation: "top", min: data.min, max: data.max, start: data.min, end: data.max, showCurrentTime: false, selectable: true, xss: { disabled: false } };
    timeline = lane === "none" ? new vis.Timeline(holder, new vis.DataSet(items), options)
      : new vis.Timeline(holder, new vis.DataSet(items), new vis.DataSet(names.map((n) => ({ id: n, content: element("bdi", {}, n) }))), options);
    timeline.on("select", (event) => show(event.items[0]));
  }
  const rest = shownEvents().filter((e) => !e.start);
  document.getElementById("undated").replaceChildren(...rest.map((e) => element("li", {}, content(e, true))));
  document.getElementById("count").textContent = `${word("shown")} ${shownEvents().length} ${word("of")} ${data.events.length}`;
  window.kg = { timeline, show };
}
function content(e, button = false) {
  const made = element(button ? "button" : "div", { type: button ? "button" : null, class: "badge-line" }, element("bdi", {}, label(e)));
  if (e.status !== "asserted") made.append(" ", element("span", { class: "badge " + e.status }, word(e.status)));
  if (e.source) made.append(" ", element("span", { class: "meta" }, element("bdi", {}, e.source)));
  if (button) made.addEventListener("click", () => show(e.id));
  return made;
}
function show(id) {
  document.getElementById("panel").replaceChildren(id && byId.has(id) ? evidence(byId.get(id)) : element("p", { class: "meta" }, word("nothing")));
}
document.getElementById("lane").addEventListener("change", (event) => { lane = event.target.value; draw(); });
document.getElementById("main-only").addEventListener("change", (event) => { main = event.target.checked; draw(); });
listeners.push(() => { draw(); show(); });
