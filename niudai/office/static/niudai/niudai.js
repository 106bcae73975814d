/* What a page can do without: every action works without it. */
document.addEventListener("click", (event) => {
  const printer = event.target.closest("[data-print]");
  if (printer) window.print();
  document.querySelectorAll("details.place[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("details.place[open]").forEach((menu) => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-filters]");
  if (form) form.requestSubmit();
});
/* A number shown on purpose is covered again after a minute. */
document.addEventListener("htmx:afterSwap", (event) => {
  const shown = event.target.parentElement && event.target.parentElement.querySelector("[data-cover]");
  if (shown) setTimeout(() => { shown.textContent = shown.dataset.cover; }, 60000);
});
/* A form sent once is not sent twice by a second press. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  else if (form.method === "post") { form.dataset.sent = "1"; setTimeout(() => delete form.dataset.sent, 8000); }
});
