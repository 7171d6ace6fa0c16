"use strict";
(() => {
  const find = (what, inside = document) => [...inside.querySelectorAll(what)];

  // A claim lights up with its speaker, its reporting word and its note.
  let lit = [];
  const light = (target) => {
    const item = target instanceof Element && target.closest("[data-r]");
    lit.forEach((other) => other.classList.remove("on"));
    lit = item
      ? item.dataset.r.split(" ").flatMap((row) => find(`[data-r~="${row}"]`, item.closest("article") || document))
      : [];
    lit.forEach((other) => other.classList.add("on"));
  };
  document.addEventListener("pointerover", (event) => light(event.target));
  document.addEventListener("focusin", (event) => light(event.target));

  const table = document.querySelector("table");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const text = (row, column) => row.cells[column].textContent;

  // On a phone the table is drawn as cards; its roles must outlive that.
  table.setAttribute("role", "table");
  find("thead, tbody", table).forEach((part) => part.setAttribute("role", "rowgroup"));
  find("tr", table).forEach((row) => row.setAttribute("role", "row"));
  find("th", table).forEach((head) => head.setAttribute("role", "columnheader"));
  find("td", table).forEach((cell) => cell.setAttribute("role", "cell"));

  const order = new Intl.Collator(document.documentElement.lang === "en" ? ["en", "da"] : "da", { numeric: true });
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    head.querySelector("button").addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const keys = new Map(rows.map((row) => [row, text(row, column)]));
      rows.sort((a, b) => {
        const [left, right] = [keys.get(a), keys.get(b)];
        // What is unknown comes last either way.
        if (!left || !right) return (left ? 0 : 1) - (right ? 0 : 1);
        return order.compare(left, right) * (down ? -1 : 1);
      });
      body.append(...rows);
    });
  });

  const search = document.getElementById("search");
  const count = document.getElementById("count");
  const picks = find("select[data-column]");
  picks.forEach((pick) => {
    const column = Number(pick.dataset.column);
    const values = new Set(rows.map((row) => text(row, column)).filter(Boolean));
    [...values].sort(order.compare).forEach((value) => pick.append(new Option(value, value)));
    pick.addEventListener("change", () => filter());
  });
  const filter = () => {
    const words = search.value.toLocaleLowerCase("da").split(/\s+/).filter(Boolean);
    const picked = picks.filter((pick) => pick.value).map((pick) => [Number(pick.dataset.column), pick.value]);
    let shown = 0;
    rows.forEach((row) => {
      const all = row.textContent.toLocaleLowerCase("da");
      row.hidden = !(
        words.every((word) => all.includes(word)) && picked.every(([column, value]) => text(row, column) === value)
      );
      if (!row.hidden) shown += 1;
    });
    count.value = `${shown} ${count.dataset.of} ${rows.length} ${count.dataset.shown}`;
  };
  search.addEventListener("input", filter);
  document.getElementById("clear").addEventListener("click", () => {
    search.value = "";
    picks.forEach((pick) => { pick.value = ""; });
    filter();
  });
  // A link to a row that is filtered out brings it back.
  addEventListener("hashchange", () => {
    const row = document.getElementById(location.hash.slice(1));
    if (row && row.hidden) {
      document.getElementById("clear").click();
      row.scrollIntoView();
    }
  });
  document.querySelector(".tools").hidden = false;
  filter();
})();
