// The shop works without this; it only saves a press.
for (const field of document.querySelectorAll("[data-submit]")) {
  field.addEventListener("change", () => field.form.requestSubmit());
  field.form.querySelector(".update")?.setAttribute("hidden", "");
}
for (const select of document.querySelectorAll(".where select")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}
// One open sheet at a time, and a press beside it closes it.
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});
