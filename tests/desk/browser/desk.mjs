// A desk that runs, a browser on it, and what is asked of every page.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const BRIDGE = `Broen lukker i maj

»Den er farlig, og den bliver ikke bedre,« siger borgmester Ida Holm.

Kommunen afviser, at planen er for dyr. Ida Holm venter, at arbejdet tager to år.

»Vi har advaret om det i årevis,« siger formand for vejforeningen Bo Lind.

Broen er den ældste i landet, og den er slidt fra ende til anden.
`;

export const FERRY = `Færgen sejler igen

»Den er farlig, og den bliver ikke bedre,« siger borgmester Ida Holm om broen.

Rederiet lover, at færgen sejler hver time. »Det er en god løsning,« siger direktør Åse Østergård.

»Passagererne er glade,« siger Holm.
`;

// Starts a desk on a store of its own; `again` starts it anew on the same store.
export const startDesk = async () => {
  const folder = mkdtempSync(join(tmpdir(), "desk-"));
  let process;
  const start = async () => {
    process = spawn(globalThis.process.env.UDSAGN_BIN, ["serve", join(folder, "desk.db"), "--port", "0", "--no-open"]);
    process.stderr.pipe(globalThis.process.stderr);
    for await (const line of createInterface({ input: process.stdout })) return line.trim();
    throw new Error("the desk gave no link");
  };
  const stop = (signal) => new Promise((done) => {
    process.once("exit", done);
    process.kill(signal);
  });
  return {
    link: await start(),
    again: async () => {
      await stop("SIGKILL");
      return start();
    },
    end: async () => {
      await stop("SIGTERM");
      rmSync(folder, { recursive: true });
    },
  };
};

export const startBrowser = () => chromium.launch({
  executablePath: globalThis.process.env.UDSAGN_CHROMIUM,
  args: ["--no-sandbox", "--disable-dev-shm-usage"],
});

// A page that fails its test where a script fails or the policy forbids something.
export const newPage = async (browser, options = {}) => {
  const context = await browser.newContext({ locale: "da-DK", viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (fault) => page.faults.push(String(fault)));
  page.on("console", (message) => { if (message.type() === "error") page.faults.push(message.text()); });
  return page;
};

// What everybody must be able to use: no axe violation, and no scrolling sideways.
export const checkAccess = async (page, name) => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html, any }) => `${html} ${any[0]?.message ?? ""}`).join("\n  ")}`);
  assert.deepEqual(told, [], name);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wider <= 0, `${name}: ${wider} pixels too wide`);
};

export const paste = async (page, origin, text, fields = {}) => {
  await page.goto(`${origin}/new`);
  await page.getByLabel("Artiklens tekst").fill(text);
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole("button", { name: "Find udsagn" }).click();
  await page.waitForURL(/\/article\/\d+/);
};

// Waits until the page has what was asked for: it is drawn anew then, and a selection would be lost.
const settled = (page) => page.locator("#main:not([aria-busy])").waitFor();

// Selects words of the article as a reader does with the mouse.
export const select = async (page, words) => {
  await settled(page);
  await page.evaluate((sought) => {
    const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(sought);
      if (at < 0 || !node.parentElement.dataset.start) continue;
      getSelection().setBaseAndExtent(node, at, node, at + sought.length);
      return;
    }
    throw new Error(`${sought} is not in the text`);
  }, words);
};

export const told = (page) => page.locator("#told p");
