// The article: claims light up with their speakers, the statement in focus is shown beside, selected text has a place.
"use strict";

const find = (what) => [...document.querySelectorAll(what)];

// A claim lights up with its speaker, its reporting word and its note.
const light = (numbers) => {
  find(".on").forEach((one) => one.classList.remove("on"));
  numbers.forEach((number) => find(`[data-r~="${number}"]`).forEach((one) => one.classList.add("on")));
};

let shown = null;
// Shows a statement in the panel.
export const focusOn = async (number) => {
  const panel = document.getElementById("focus");
  if (!panel) return;
  shown = number;
  light(number ? [number] : []);
  if (!number) return;
  const response = await fetch(`/statement/${number}/panel`);
  if (!response.ok || shown !== number) return;
  const part = new DOMParser().parseFromString(await response.text(), "text/html");
  panel.replaceChildren(...part.body.childNodes);
};

if (document.getElementById("text")) {
  document.addEventListener("pointerover", (event) => {
    const over = event.target instanceof Element && event.target.closest("#text [data-r]");
    if (over) light(over.dataset.r.split(" "));
    else if (!document.querySelector(`.on[data-r~="${shown}"]`)) light(shown ? [shown] : []);
  });
}

// A small window has room for what is done with selected words only while there are some.
document.addEventListener("selectionchange", () => document.body.classList.toggle("selecting", selection() !== null));

const points = (words) => [...words].length;

// Where the selected words stand: code points of the article's text, without white space at the edges.
export const selection = () => {
  const text = document.getElementById("text");
  const chosen = getSelection();
  if (!text || !chosen.rangeCount || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0);
  let start = null;
  let end = null;
  let said = "";
  for (const piece of text.querySelectorAll("[data-start]")) {
    const words = piece.firstChild;
    if (!words || !range.intersectsNode(piece)) continue;
    const from = range.startContainer === words ? range.startOffset : 0;
    const to = range.endContainer === words ? range.endOffset : words.length;
    if (to <= from) continue;
    const place = Number(piece.dataset.start);
    start ??= place + points(words.data.slice(0, from));
    end = place + points(words.data.slice(0, to));
    said += words.data.slice(from, to);
  }
  if (start === null || !said.trim()) return null;
  start += points(said) - points(said.trimStart());
  end -= points(said) - points(said.trimEnd());
  return [start, end];
};

// Parts in order; those that touch or overlap are one.
export const joined = (parts) => {
  const all = [...parts].sort((a, b) => a[0] - b[0]);
  return all.reduce((kept, [start, end]) => {
    const last = kept.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else kept.push([start, end]);
    return kept;
  }, []);
};
