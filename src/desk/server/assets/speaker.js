// The speaker page: merge with another, split some statements off.
"use strict";
import { leaveFor, send, words } from "./changes.js";
import { speakersNamed } from "./editor.js";

const page = () => document.querySelector("[data-speaker]");

const change = async (path, body) => {
  const answer = await send(path, body);
  if (answer) leaveFor(answer.go, answer.told, answer.changes);
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-merge]");
  if (button) change("/speaker/merge", { from: Number(button.dataset.merge), into: Number(page().dataset.speaker) });
});

const ticked = () => [...document.querySelectorAll("#split input:checked")].map((box) => Number(box.value));

document.addEventListener("change", (event) => {
  if (!event.target.closest("#split")) return;
  // Nobody would be left where all are ticked.
  const count = ticked().length;
  const all = document.querySelectorAll("#split input").length;
  document.querySelector("#split button").disabled = count === 0 || count === all;
});

document.addEventListener("submit", (event) => {
  if (event.target.id === "split") {
    event.preventDefault();
    change("/speaker/split", { statements: ticked() });
  } else if (event.target.id === "merge") {
    event.preventDefault();
  }
});

let asked = 0;
document.addEventListener("input", async (event) => {
  if (!event.target.matches("#merge input")) return;
  const own = (asked += 1);
  const written = event.target.value.trim();
  const found = written ? await speakersNamed(written) : [];
  if (own !== asked) return;
  const others = found.filter(({ number }) => number !== Number(page().dataset.speaker));
  const items = others.map(({ number, name, count }) => {
    const item = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href: `/speaker/${number}`, textContent: name });
    const how = Object.assign(document.createElement("span"), { className: "count", textContent: count });
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      textContent: words["speaker.merge-into"].replace("{}", name),
    });
    button.dataset.merge = number;
    item.append(link, how, button);
    return item;
  });
  const nobody = Object.assign(document.createElement("li"), { className: "hint", textContent: words["speaker.nobody-found"] });
  document.getElementById("found").replaceChildren(...(items.length || !written ? items : [nobody]));
});
