// What a fact-checker does at the desk, in a real browser.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { BRIDGE, FERRY, checkAccess, newPage, paste, select, startBrowser, startDesk, told } from "./desk.mjs";

const pictures = process.env.UDSAGN_SCREENSHOTS;
let browser;
before(async () => { browser = await startBrowser(); });
after(() => browser?.close());

// Runs a test on a desk that holds both articles.
const withDesk = (name, run, options) => test(name, async () => {
  const desk = await startDesk();
  const page = await newPage(browser, options);
  try {
    const origin = new URL(desk.link).origin;
    await page.goto(desk.link);
    await paste(page, origin, BRIDGE, { Medie: "Avisen", Udgivet: "2024-03-13", Webadresse: "https://avis.dk/bro" });
    await paste(page, origin, FERRY, { Medie: "Havnebladet", Udgivet: "2024-04-02" });
    await run({ desk, page, origin });
    assert.deepEqual(page.faults, []);
  } finally {
    await page.context().close();
    await desk.end();
  }
});

const row = (page, words) => page.locator("tr[data-statement]", { hasText: words });

test("only the link opens the door", async () => {
  const desk = await startDesk();
  const page = await newPage(browser);
  const { origin } = new URL(desk.link);
  await page.goto(origin);
  await page.getByRole("heading", { name: "Siden er låst" }).waitFor();
  await checkAccess(page, "closed");
  await page.goto(desk.link);
  assert.equal(page.url(), `${origin}/`);
  await page.getByText("Her er ingen udsagn endnu").waitFor();
  await checkAccess(page, "empty list");
  if (pictures) await page.screenshot({ path: join(pictures, "empty.png") });
  await page.context().close();
  await desk.end();
});

withDesk("a pasted article shows its statements at once", async ({ page }) => {
  assert.ok(await page.locator(".notes li[data-statement]").count() >= 3);
  await page.getByRole("heading", { level: 1, name: "Færgen sejler igen" }).waitFor();
  await page.locator(".notes .go").first().focus();
  await page.locator("#focus blockquote").waitFor();
  assert.ok(await page.locator("mark.on").count() >= 1);
});

withDesk("the list is filtered and searched, and Back works", async ({ page, origin }) => {
  await page.goto(origin);
  const all = await page.locator("tr[data-statement]").count();
  await page.locator(".filters select[name=kind]").selectOption("indirect");
  await page.getByRole("button", { name: "Vis", exact: true }).click();
  await page.waitForURL(`${origin}/?kind=indirect&order=latest`);
  const some = await page.locator("tr[data-statement]").count();
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  await page.keyboard.press("/");
  await page.keyboard.type("faergen");
  await page.keyboard.press("Enter");
  await page.waitForURL(/words=faergen/);
  await row(page, "færgen sejler hver time").waitFor();
  await page.goBack();
  assert.equal(await page.locator("tr[data-statement]").count(), some);
});

withDesk("a speaker is corrected by keyboard, and undone", async ({ page, origin }) => {
  await page.goto(`${origin}/?words=passagererne`);
  await page.keyboard.press("j");
  await page.keyboard.press("e");
  assert.equal(await page.evaluate(() => document.activeElement.name), "speaker");
  await page.keyboard.type("Bo Lind");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.name), "stance");
  await page.keyboard.press("Enter");
  await row(page, "Bo Lind").waitFor();
  assert.match(await told(page).textContent(), /Taler: Bo Lind/);
  await page.keyboard.press("e");
  await page.keyboard.type("Somebody else");
  await page.keyboard.press("Escape");
  assert.equal(await row(page, "Bo Lind").count(), 1);
  await page.keyboard.press("u");
  await page.locator("#told", { hasText: "Fortrudt" }).waitFor();
  await row(page, "Holm").waitFor();
});

withDesk("names are completed", async ({ page, origin }) => {
  await page.goto(`${origin}/?words=passagererne`);
  await page.keyboard.press("j");
  await page.keyboard.press("e");
  await page.keyboard.type("øster");
  await page.locator('#names option[value="Åse Østergård"]').waitFor({ state: "attached" });
});

withDesk("a statement is rejected, taken back, and undone by the button", async ({ page, origin }) => {
  await page.goto(origin);
  const first = page.locator("tr[data-statement]").first();
  const number = await first.getAttribute("data-statement");
  const own = page.locator(`tr[data-statement="${number}"]`);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await own.locator(".state.rejected").waitFor();
  await page.keyboard.press("x");
  await own.locator(".state.open").waitFor();
  await page.keyboard.press("x");
  await own.locator(".state.rejected").waitFor();
  await page.locator("#told button").click();
  await own.locator(".state.open").waitFor();
  await page.reload();
  await own.locator(".state.open").waitFor();
});

withDesk("a statement is added by selection and its span changed", async ({ page, origin }) => {
  await page.goto(`${origin}/article/1`);
  const before = await page.locator(".notes li[data-statement]").count();
  await select(page, "Broen er den ældste i landet");
  await page.keyboard.press("a");
  await page.locator("dialog#editor[open]").waitFor();
  await page.keyboard.type("Bo Lind");
  await page.keyboard.press("Enter");
  await page.locator(".notes li", { hasText: "Tilføjet manuelt" }).filter({ hasText: "Bo Lind" }).waitFor();
  assert.equal(await page.locator(".notes li[data-statement]").count(), before + 1);
  await select(page, "den er slidt fra ende til anden");
  await page.getByRole("button", { name: "Ret påstandens ord" }).click();
  await page.locator("mark.claim", { hasText: "den er slidt" }).waitFor();
  assert.equal(await page.locator("mark.claim", { hasText: "Broen er den ældste" }).count(), 0);
  await page.locator("#focus blockquote", { hasText: "den er slidt fra ende til anden" }).waitFor();
  await page.keyboard.press("u");
  await page.locator("mark.claim", { hasText: "Broen er den ældste" }).waitFor();
});

withDesk("a statement is marked as checked with a note and a link", async ({ page, origin }) => {
  await page.goto(`${origin}/?words=vejforeningen`);
  await page.goto(`${origin}/?words=advaret`);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/statement\/\d+/);
  await page.keyboard.press("c");
  await page.locator(".sheet .state.checked").waitFor();
  await page.keyboard.press("e");
  await page.getByLabel("Note").fill("Bekræftet af referatet");
  await page.getByLabel("Link til kilde").fill("https://avis.dk/referat");
  await page.keyboard.press("Enter");
  await page.locator(".checked-note", { hasText: "Bekræftet af referatet" }).waitFor();
  const link = page.locator(".checked-note a");
  assert.equal(await link.getAttribute("href"), "https://avis.dk/referat");
  assert.equal(await link.getAttribute("rel"), "noreferrer noopener");
  await page.goto(`${origin}/?state=checked`);
  await row(page, "advaret").waitFor();
});

withDesk("what is shown is downloaded", async ({ page, origin }) => {
  await page.goto(`${origin}/?kind=indirect`);
  const rows = await page.locator("tr[data-statement]").count();
  await page.getByText("Hent som fil").click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "CSV", exact: true }).click()]);
  assert.equal(download.suggestedFilename(), "udsagn.csv");
  const csv = await readFile(await download.path(), "utf8");
  assert.ok(csv.startsWith("claim,speaker,stance,date,kind,act,"), csv.slice(0, 80));
  assert.equal(csv.trim().split("\n").length, rows + 1);
  assert.ok(!csv.includes(",direct,"));
});

withDesk("a kill loses nothing that was told", async ({ desk, page, origin }) => {
  await page.goto(`${origin}/?words=advaret`);
  await page.keyboard.press("j");
  await page.keyboard.press("e");
  await page.keyboard.type("Bo Lind Jensen");
  await page.keyboard.press("Enter");
  await row(page, "Bo Lind Jensen").waitFor();
  await page.reload();
  await row(page, "Bo Lind Jensen").waitFor();
  const link = await desk.again();
  await page.goto(link);
  await page.goto(`${new URL(link).origin}/?words=advaret`);
  await row(page, "Bo Lind Jensen").waitFor();
});

withDesk("speakers are merged, split and put back", async ({ page, origin }) => {
  await page.goto(`${origin}/?words=advaret`);
  await page.locator("td a.name").click();
  await page.waitForURL(/\/speaker\/\d+/);
  await page.getByRole("searchbox", { name: "Find en anden taler" }).fill("Østergård");
  await page.getByRole("button", { name: "Slå sammen med Åse Østergård" }).click();
  await page.locator("#told", { hasText: "Talere slået sammen" }).waitFor();
  assert.equal(await page.locator("#split li").count(), 2);
  await page.locator("#split input").first().check();
  await page.getByRole("button", { name: "Skil de valgte ud" }).click();
  await page.locator("#told", { hasText: "Taler skilt ud" }).waitFor();
  assert.equal(await page.locator("#split li").count(), 1);
  await page.locator("#told button").click();
  await page.locator("#told", { hasText: "Fortrudt" }).waitFor();
  // The page of who was split off is gone; the other has both again.
  await page.waitForFunction(() => document.querySelectorAll("#split li").length === 2);
  await page.goto(`${origin}/changes`);
  assert.equal(await page.locator(".record button").count(), 1);
  // The page of the speaker that is no more was asked for once.
  page.faults = page.faults.filter((fault) => !fault.includes("404"));
});

withDesk("a dropped file is read", async ({ page, origin }) => {
  await page.goto(`${origin}/new`);
  const text = "Skolen\n\n»Den er ny,« siger lærer Pia Dam.\n";
  await page.getByLabel("Vælg filer").setInputFiles({ name: "skole.txt", mimeType: "text/plain", buffer: Buffer.from(text) });
  await page.waitForURL(/\/article\/3/);
  await page.locator(".notes b", { hasText: "Pia Dam" }).waitFor();
});

withDesk("several files are read, up to one that cannot be", async ({ page, origin }) => {
  const file = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await page.goto(`${origin}/new`);
  const one = file("en.txt", "Bageren lukker\n\n»Ovnen er kold,« siger bager Bo Lind.\n");
  const two = file("to.txt", "Bageren åbner\n\n»Ovnen er varm,« siger bager Bo Lind.\n");
  await page.getByLabel("Vælg filer").setInputFiles([one, two]);
  await page.waitForURL(/\/articles/);
  await page.goto(`${origin}/?words=ovnen`);
  await row(page, "Ovnen er kold").waitFor();
  await row(page, "Ovnen er varm").waitFor();
  await page.goto(`${origin}/new`);
  await page.getByLabel("Vælg filer").setInputFiles([file("tre.txt", "»Osten er god,« siger Bo Lind."), file("fire.pdf", "x")]);
  await page.locator("#arrival .fault", { hasText: "fire.pdf: " }).waitFor();
  await page.goto(`${origin}/?words=osten`);
  await row(page, "Osten er god").waitFor();
  // The browser tells of the file that was refused.
  assert.equal(page.faults.length, 1);
  assert.match(page.faults.pop(), /422/);
});

withDesk("keys lead about and are explained", async ({ page, origin }) => {
  await page.goto(origin);
  await page.keyboard.press("?");
  await page.locator("dialog#keys[open]").waitFor();
  await checkAccess(page, "keys");
  await page.keyboard.press("Escape");
  for (const [key, path] of [["a", "/articles"], ["c", "/charts"], ["n", "/new"], ["l", "/"]]) {
    await page.keyboard.press("g");
    await page.keyboard.press(key);
    await page.waitForURL(`${origin}${path}`);
  }
});

for (const [width, height] of [[1280, 900], [375, 740], [360, 740]]) {
  for (const colorScheme of ["light", "dark"]) {
    const name = `${width}-${colorScheme}`;
    withDesk(`every page can be used by everybody: ${name}`, async ({ page, origin }) => {
      await page.goto(`${origin}/?words=farlig`);
      await page.keyboard.press("j");
      await page.keyboard.press("x");
      await page.locator(".state.rejected").waitFor();
      await page.keyboard.press("x");
      await page.locator("tr .state.open").first().waitFor();
      const statement = await page.locator("tr[data-statement]").first().getAttribute("data-statement");
      const speaker = await page.locator("td a.name").first().getAttribute("href");
      const pages = {
        list: "/", filtered: "/?words=ingenting", article: "/article/1", statement: `/statement/${statement}`, speaker,
        charts: "/charts", articles: "/articles", new: "/new", changes: "/changes", help: "/help", missing: "/nowhere", english: "/?lang=en",
      };
      for (const [title, path] of Object.entries(pages)) {
        await page.goto(origin + path);
        if (title === "article") {
          await page.keyboard.press("j");
          await page.keyboard.press("j");
          await page.locator("#focus blockquote").waitFor();
        }
        await checkAccess(page, `${title} ${name}`);
        if (pictures) await page.screenshot({ path: join(pictures, `${title}-${name}.png`), fullPage: title !== "article" });
      }
      await page.goto(`${origin}/?lang=da`);
      await page.keyboard.press("j");
      await page.keyboard.press("e");
      await page.locator("dialog#editor[open]").waitFor();
      await checkAccess(page, `editor ${name}`);
      if (pictures) await page.screenshot({ path: join(pictures, `editor-${name}.png`) });
      // What the desk answers to a page that is not there is an error to the browser too.
      page.faults = page.faults.filter((fault) => !fault.includes("404"));
    }, { viewport: { width, height }, colorScheme });
  }
}
