// Sends changes, tells what became of them, and shows the page anew.
"use strict";

export const words = JSON.parse(document.body.dataset.words || "{}");

const told = document.getElementById("told");
let toUndo = [];
let hiding;

// Says something politely; with changes, offers to undo them.
export const tell = (message, changes = []) => {
  const [line, button] = told.children;
  line.textContent = message;
  toUndo = changes;
  button.hidden = !changes.length;
  told.classList.add("shown");
  clearTimeout(hiding);
  // What can be undone stays until the next message.
  if (!changes.length) hiding = setTimeout(() => told.classList.remove("shown"), 6000);
};

// Says that the page waits for an answer, after which it may be another.
let waiting = 0;
const busy = (step) => {
  waiting += step;
  const main = document.getElementById("main");
  if (waiting > 0) main.setAttribute("aria-busy", "true");
  else main.removeAttribute("aria-busy");
};

// Sends JSON; gives the answer, or nothing where it was refused, which has been told then.
export const send = async (path, body, refused = tell) => {
  busy(1);
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (response.ok) return answer;
    refused(answer.error);
  } catch {
    refused(words["told.no-answer"]);
  } finally {
    busy(-1);
  }
  return null;
};

// Tells on the next page, or at once where the page stays.
export const leaveFor = (path, message, changes = []) => {
  sessionStorage.setItem("told", JSON.stringify({ message, changes }));
  location.assign(path);
};

const kept = sessionStorage.getItem("told");
if (kept) {
  sessionStorage.removeItem("told");
  const { message, changes } = JSON.parse(kept);
  tell(message, changes);
}

// Writes times by the reader's clock.
export const localTimes = () => {
  const form = { dateStyle: "medium", timeStyle: "short" };
  document.querySelectorAll("time[datetime]").forEach((time) => {
    const at = new Date(time.dateTime);
    if (!Number.isNaN(at.valueOf())) time.textContent = at.toLocaleString(document.documentElement.lang, form);
  });
};

// Takes the page from the server again, and gives whether it is still there. `after` is called when it stands there.
export const refresh = async (after = () => {}) => {
  busy(1);
  try {
    return await renew(after);
  } finally {
    busy(-1);
  }
};

const renew = async (after) => {
  const response = await fetch(location.href.split("#")[0]);
  if (!response.ok) return false;
  const next = new DOMParser().parseFromString(await response.text(), "text/html");
  const main = document.getElementById("main");
  const open = [...main.querySelectorAll("details")].map((details) => details.open);
  main.replaceChildren(...next.getElementById("main").childNodes);
  main.querySelectorAll("details").forEach((details, place) => {
    if (open[place] !== undefined) details.open = open[place];
  });
  document.title = next.title;
  localTimes();
  after();
  return true;
};

// Undoes these changes, or the last one.
export const undo = async (changes = []) => {
  const answer = await send("/undo", { changes });
  if (!answer) return;
  tell(answer.told);
  dispatchEvent(new CustomEvent("changed", { detail: answer }));
};

told.querySelector("button")?.addEventListener("click", () => undo(toUndo));
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-undo]");
  if (button) undo([Number(button.dataset.undo)]);
});
