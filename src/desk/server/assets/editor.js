// The form that corrects a statement, and the names that complete what is typed.
"use strict";
import { send } from "./changes.js";

const dialog = document.getElementById("editor");
const form = dialog?.querySelector("form");
const FIELDS = ["speaker", "stance", "act", "kind", "date", "state", "note", "evidence"];
let before = {};
let done = () => {};

// Opens the form for a statement; `saved` gets the answer.
export const edit = (number, entry, claim, saved) => {
  before = { ...entry, number };
  done = saved;
  form.querySelector(".claim-shown").textContent = claim;
  form.querySelector(".fault").textContent = "";
  FIELDS.forEach((field) => { form.elements[field].value = entry[field]; });
  dialog.showModal();
  form.elements.speaker.focus();
  form.elements.speaker.select();
};

const save = async () => {
  const changed = FIELDS.filter((field) => form.elements[field].value.trim() !== before[field].trim());
  const edits = changed.map((field) => ({ field, value: form.elements[field].value.trim() }));
  const fault = (message) => { form.querySelector(".fault").textContent = message; };
  const answer = edits.length ? await send(`/statement/${before.number}/edit`, { edits }, fault) : { changes: [] };
  if (!answer) return;
  dialog.close();
  if (edits.length) done(answer);
};

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  save();
});
form?.querySelector("[value=leave]").addEventListener("click", () => dialog.close());
// Enter saves from every field; in the note, Shift and Enter begin a new line.
form?.addEventListener("keydown", (event) => {
  const inField = event.target.matches("select, textarea");
  if (event.key === "Enter" && inField && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

let asked = 0;
// Speakers whose name begins as written.
export const speakersNamed = async (written) => {
  const response = await fetch(`/speakers?words=${encodeURIComponent(written)}`);
  return response.ok ? response.json() : [];
};
form?.elements.speaker.addEventListener("input", async (event) => {
  const own = (asked += 1);
  const names = event.target.value.trim() ? await speakersNamed(event.target.value.trim()) : [];
  // An answer that comes late is no longer of what stands there.
  if (own !== asked) return;
  const options = names.map(({ name, count }) => Object.assign(document.createElement("option"), { value: name, label: `${name} · ${count}` }));
  document.getElementById("names").replaceChildren(...options);
});
