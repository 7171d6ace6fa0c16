// The page that takes articles: pasted, chosen or dropped.
"use strict";
import { leaveFor, send, tell, words } from "./changes.js";

const form = document.getElementById("arrival");
const fault = (message) => { form.querySelector(".fault").textContent = message; };

const bring = async (body) => {
  fault("");
  tell(words["new.reading"]);
  const answer = await send("/articles", body, (message) => { tell(message); fault(message); });
  if (answer) leaveFor(answer.go || "/articles", answer.told);
};

const bringFile = (file) => {
  const reader = new FileReader();
  reader.addEventListener("load", () => bring({ name: file.name, bytes: String(reader.result).split(",")[1] || "" }));
  reader.readAsDataURL(file);
};

if (form) {
  const { elements } = form;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const field = (name) => elements[name].value;
    bring({ text: field("text"), title: field("title"), source: field("source"), url: field("url"), published: field("published") });
  });
  elements.file.addEventListener("change", () => { if (elements.file.files[0]) bringFile(elements.file.files[0]); });
  const drop = form.querySelector(".drop");
  // A file that misses the field must not open in place of the page.
  addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  addEventListener("dragleave", () => drop.classList.remove("over"));
  addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const { files } = event.dataTransfer;
    if (files.length) bringFile(files[0]);
    else if (event.dataTransfer.getData("text")) elements.text.value = event.dataTransfer.getData("text");
  });
}
