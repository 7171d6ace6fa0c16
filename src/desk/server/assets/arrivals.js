// The page that takes articles: pasted, chosen or dropped.
"use strict";
import { leaveFor, send, tell, words } from "./changes.js";

const form = document.getElementById("arrival");
const fault = (message) => { form.querySelector(".fault").textContent = message; };

// Ends at the first that cannot be read; those before it are kept.
const bring = async (bodies) => {
  fault("");
  tell(words["new.reading"]);
  let answer = null;
  for (const body of bodies) {
    const name = bodies.length > 1 ? `${body.name}: ` : "";
    answer = await send("/articles", body, (message) => { tell(name + message); fault(name + message); });
    if (!answer) return;
  }
  leaveFor((bodies.length === 1 && answer.go) || "/articles", answer.told);
};

const content = (file) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.addEventListener("load", () => resolve({ name: file.name, bytes: String(reader.result).split(",")[1] || "" }));
  reader.addEventListener("error", () => reject(reader.error));
  reader.readAsDataURL(file);
});

const bringFiles = async (files) => {
  try {
    await bring(await Promise.all([...files].map(content)));
  } catch (cause) {
    fault(cause.message);
  }
};

if (form) {
  const { elements } = form;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const field = (name) => elements[name].value;
    bring([{ text: field("text"), title: field("title"), source: field("source"), url: field("url"), published: field("published") }]);
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
