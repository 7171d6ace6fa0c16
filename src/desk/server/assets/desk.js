// Keys and buttons of every page.
"use strict";
import { leaveFor, localTimes, refresh, send, tell, undo, words } from "./changes.js";
import { edit } from "./editor.js";
import { focusOn, joined, selection } from "./reading.js";
import "./arrivals.js";
import "./speaker.js";

let current = null;

const items = () => [...document.querySelectorAll("main li[data-statement], main tr[data-statement], main tr[data-row]")]
  .filter((item) => item.checkVisibility());
const itemOf = (number) => document.querySelector(`main [data-statement="${number}"]`);
// The statement that a key is about: the one that was moved to, else the one that the page is of.
const item = () => (current && itemOf(current)) || document.querySelector(".sheet[data-statement]");

const choose = (chosen) => {
  document.querySelectorAll(".current").forEach((one) => one.classList.remove("current"));
  chosen?.classList.add("current");
  const number = chosen?.dataset.statement ?? null;
  if (number !== current) {
    current = number;
    focusOn(number);
  }
};

const moveTo = (chosen) => {
  if (!chosen) return;
  chosen.querySelector("a.go")?.focus();
  chosen.scrollIntoView({ block: "nearest" });
  choose(chosen);
};

const move = (step) => {
  const all = items();
  const at = all.findIndex((one) => one.classList.contains("current"));
  moveTo(all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)]);
};

// Shows the page anew with the same statement in focus. One that the filter no longer holds stays until the page is left,
// so that it can be taken back at once.
const show = async (number, state) => {
  const old = number && itemOf(number);
  const place = old ? [...old.parentElement.children].indexOf(old) : -1;
  return refresh(() => {
    const wanted = number && itemOf(number);
    if (!wanted && old?.matches("tr") && state) {
      const list = document.querySelector(".statements tbody");
      const entry = JSON.parse(old.dataset.entry);
      old.dataset.entry = JSON.stringify({ ...entry, state });
      old.className = state;
      const sign = old.querySelector(".state");
      sign.className = `state ${state}`;
      sign.textContent = words[`state.${state}`];
      list?.insertBefore(old, list.children[place] ?? null);
    }
    current = null;
    const again = number && itemOf(number);
    if (again?.matches(".sheet")) choose(again);
    else if (again) moveTo(again);
    else moveTo(items()[Math.max(place, 0)]);
  });
};

const changed = async (number, answer, state) => {
  if (!answer) return;
  await show(number, state);
  tell(answer.told, answer.changes);
};

const correct = async (number, edits, state) => changed(number, await send(`/statement/${number}/edit`, { edits }), state);

// Marks a statement, or takes the mark back.
const mark = (state) => {
  const chosen = item();
  const entry = chosen?.dataset.entry && JSON.parse(chosen.dataset.entry);
  if (!entry) return tell(words["told.no-statement"]);
  const next = entry.state === state ? "open" : state;
  return correct(chosen.dataset.statement, [{ field: "state", value: next }], next);
};

const openEditor = () => {
  const chosen = item();
  if (!chosen?.dataset.entry) return tell(words["told.no-statement"]);
  const number = chosen.dataset.statement;
  const own = chosen.querySelector(".the-claim, .c-claim .go, .short .go, .claim-shown");
  const marks = document.querySelectorAll(`#text mark[data-r~="${number}"]`);
  const claim = own?.textContent || [...marks].map((one) => one.textContent).join("");
  edit(number, JSON.parse(chosen.dataset.entry), claim, (answer) => changed(number, answer));
};

const addSelection = async () => {
  const place = selection();
  if (!place) return tell(words["told.no-selection"]);
  const { article } = document.getElementById("text").dataset;
  const answer = await send(`/article/${article}/statements`, { parts: [place] });
  if (!answer) return;
  getSelection().removeAllRanges();
  await changed(answer.statement, answer);
  // Nobody has said yet who spoke.
  openEditor();
};

const setSpan = async (keeps) => {
  const place = selection();
  const chosen = item();
  if (!place) return tell(words["told.no-selection"]);
  if (!chosen?.dataset.entry) return tell(words["told.no-statement"]);
  const { parts } = JSON.parse(chosen.dataset.entry);
  getSelection().removeAllRanges();
  await correct(chosen.dataset.statement, [{ field: "parts", value: joined(keeps ? [...parts, place] : [place]) }]);
};

const search = () => {
  const field = document.getElementById("words");
  if (!field) return location.assign("/#words");
  field.focus();
  field.select();
};

const inArticle = (act) => () => document.getElementById("text") && act();
const DO = {
  edit: openEditor,
  check: () => mark("checked"),
  reject: () => mark("rejected"),
  add: inArticle(addSelection),
  span: inArticle(() => setSpan(false)),
  part: inArticle(() => setSpan(true)),
};
const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  e: DO.edit,
  c: DO.check,
  x: DO.reject,
  u: () => undo(),
  a: DO.add,
  s: DO.span,
  S: DO.part,
  "/": search,
  "?": () => document.getElementById("keys").showModal(),
};
const PLACES = { l: "/", a: "/articles", n: "/new", c: "/charts" };

let going = false;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select, dialog[open]")) {
    if (event.key === "Escape" && !event.target.closest("dialog")) event.target.blur();
    return;
  }
  if (going) {
    going = false;
    if (PLACES[event.key]) {
      event.preventDefault();
      location.assign(PLACES[event.key]);
      return;
    }
  }
  if (event.key === "g") {
    going = true;
    setTimeout(() => { going = false; }, 1500);
  } else if (Object.hasOwn(KEYS, event.key)) {
    event.preventDefault();
    KEYS[event.key]();
  } else if (event.key === "Enter" && event.target === document.body) {
    item()?.querySelector("a.go")?.click();
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) return DO[button.dataset.do]();
  const number = event.target.closest("#text .n[data-r], #text .claim[data-inner]");
  if (number && getSelection().isCollapsed) {
    event.preventDefault();
    choose(itemOf(number.dataset.inner || number.dataset.r));
  }
  return undefined;
});
// A press on a button of the panel must not take the selection away.
document.addEventListener("pointerdown", (event) => {
  if (event.target.closest("#panel [data-do]")) event.preventDefault();
});
document.addEventListener("mousedown", (event) => {
  if (event.target.closest("#panel [data-do]")) event.preventDefault();
});
document.addEventListener("focusin", (event) => {
  const chosen = event.target.closest("main li[data-statement], main tr[data-statement], main tr[data-row]");
  if (chosen) choose(chosen);
});
// What is undone may be what the page is of.
addEventListener("changed", async ({ detail }) => {
  if (!(await show(detail.statement ?? current))) leaveFor(detail.go ?? "/", detail.told);
});

// An address holds only what was asked for.
document.addEventListener("formdata", (event) => {
  if (!event.target.matches(".filters")) return;
  [...event.formData].filter(([, value]) => !value).forEach(([name]) => event.formData.delete(name));
});

const filters = document.querySelector(".more");
if (filters && matchMedia("(max-width: 56rem)").matches && !filters.querySelector("[href='/']")) filters.open = false;
localTimes();
const begun = location.hash.match(/^#n(\d+)$/);
const focused = document.activeElement?.closest("main [data-statement]");
if (focused) choose(focused);
else if (begun) moveTo(itemOf(begun[1]));
else if (location.hash === "#words") search();
