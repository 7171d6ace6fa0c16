// The page that takes articles: pasted, chosen or dropped.
"use strict";
import { leaveFor, send, tell, words } from "./changes.js";

const form = document.getElementById("arrival");
const fault = (message) => { form.querySelector(".fault").textContent = message; };

// Reads one article after the other, and ends at the first that cannot be read; those before it are kept.
const bring = async (bodies, count) => {
  fault("");
  tell(words["new.reading"]);
  let answer = null;
  for await (const body of bodies) {
    const name = count > 1 ? `${body.name}: ` : "";
    answer = await send("/articles", body, (message) => { tell(name + message); fault(name + message); });
    if (!answer) return;
  }
  leaveFor((count === 1 && answer.go) || "/articles", answer.told);
};

const content = (file) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.addEventListener("load", () => resolve({ name: file.name, bytes: String(reader.result).split(",")[1] || "" }));
  reader.addEventListener("error", () => reject(reader.error));
  reader.readAsDataURL(file);
});

async function* contents(files) {
  for (const file of files) yield await content(file);
}

const bringFiles = async (files) => {
  try {
    await bring(contents([...files]), files.length);
  } catch (cause) {
    fault(cause.message);
  }
};

if (form) {
  const { elements } = form;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const field = (name) => elements[name].value;
    bring([{ text: field("text"), title: field("title"), source: field("source"), url: field("url"), published: field("published") }], 1);
  });
  elements.file.addEventListener("change", () => { if (elements.file.files.length) bringFiles(elements.file.files); });
  const drop = form.querySelector(".drop");
  // A file that misses the field must not open in place of the page.
  addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  addEventListener("dragleave", () => drop.classList.remove("over"));
  addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const { files } = event.dataTransfer;
    if (files.length) bringFiles(files);
    else if (event.dataTransfer.getData("text")) elements.text.value = event.dataTransfer.getData("text");
  });
}
