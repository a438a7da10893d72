"use strict";
// Sorting and filtering for those whose browser runs scripts; every table is whole without.
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  for (const [column, heading] of [...table.tHead.rows[0].cells].entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = heading.textContent;
    heading.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = heading.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", down ? "descending" : "ascending");
      const value = (row) => row.cells[column].textContent.trim();
      const number = (text) => Number(text.replaceAll(",", ""));
      const compare = heading.classList.contains("number")
        ? (a, b) => number(value(a)) - number(value(b))
        : (a, b) => value(a).localeCompare(value(b), "en-GB", { numeric: true });
      body.append(...[...body.rows].sort((a, b) => (down ? -compare(a, b) : compare(a, b))));
    });
  }
}
for (const table of document.querySelectorAll("table.filterable")) {
  if (table.tBodies[0].rows.length < 10) continue;
  const label = document.createElement("label");
  label.className = "filter";
  label.append("Show only rows with");
  const input = document.createElement("input");
  input.type = "search";
  input.autocomplete = "off";
  label.append(input);
  table.closest(".scroll").before(label);
  input.addEventListener("input", () => {
    const wanted = input.value.toLowerCase();
    for (const row of table.tBodies[0].rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
  });
}
