"use strict";
// Sorting and filtering of the page's tables. Without this script the page is the same, in the order of the print.
(() => {
  const $ = (selector, root) => [...(root || document).querySelectorAll(selector)];
  const text = (cell) => (cell ? cell.textContent.trim() : "");

  // Rows that stay together (a total with its parts, rows under one spanning name), in groups under a heading row.
  const groups = (body) => {
    const found = [{ head: null, blocks: [] }];
    for (const row of body.rows) {
      const last = found[found.length - 1];
      if (row.classList.contains("group")) found.push({ head: row, blocks: [] });
      else if (last.blocks.length && /\b(more|part-of)\b/.test(row.className)) last.blocks[last.blocks.length - 1].push(row);
      else last.blocks.push([row]);
    }
    return found;
  };

  const key = (row, name) => {
    const cell = row.querySelector("." + name);
    if (name !== "value") return text(cell);
    return cell && cell.dataset.value !== undefined ? Number(cell.dataset.value) : -Infinity;
  };

  const sort = (table, name, direction) => {
    const body = table.tBodies[0];
    for (const group of groups(body)) {
      group.blocks.sort((a, b) => {
        const x = key(a[0], name), y = key(b[0], name);
        return direction * (typeof x === "number" ? x - y : x.localeCompare(y, "zh-CN"));
      });
      if (group.head) body.append(group.head);
      for (const block of group.blocks) body.append(...block);
    }
  };

  for (const table of $("table.figures")) {
    if (table.tBodies[0].rows.length < 3) continue;
    for (const head of $("thead th", table)) {
      const name = head.classList[0];
      if (!["label", "value", "period"].includes(name) || (name === "value" && !("rankable" in table.dataset))) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const descending = head.getAttribute("aria-sort") === "ascending";
        for (const other of $("thead th", table)) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        sort(table, name, descending ? -1 : 1);
      });
    }
  }

  const form = document.createElement("form");
  form.className = "filter";
  form.innerHTML = '<label>筛选 <input type="search" placeholder="指标、地区、文件"></label> <output aria-live="polite"></output>';
  const field = form.querySelector("input"), answer = form.querySelector("output");
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", () => {
    const words = field.value.trim().split(/\s+/).filter(Boolean);
    const fits = (content) => words.every((word) => content.includes(word));
    let shown = 0;
    for (const table of $("main table.figures, main table.list")) {
      for (const group of groups(table.tBodies[0])) {
        const heading = group.head ? text(group.head) : "";
        let some = false;
        for (const block of group.blocks) {
          const fit = fits(heading + block.map(text).join(" "));
          for (const row of block) row.hidden = !fit;
          shown += fit ? block.length : 0;
          some = some || fit;
        }
        if (group.head) group.head.hidden = !some;
      }
      const visible = [...table.tBodies[0].rows].some((row) => !row.hidden);
      (table.closest(".scroll") || table).hidden = !visible;
    }
    answer.textContent = words.length ? "符合的数据" + shown + "行" : "";
  });
  const first = document.querySelector("main section");
  if (first) first.before(form);

  // A link into rows that the filter hides shows them again.
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("[hidden]")) {
      field.value = "";
      field.dispatchEvent(new Event("input"));
      target.scrollIntoView();
    }
  });
})();
