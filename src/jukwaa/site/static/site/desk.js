// On a form that takes a while: say so, and send it once.
for (const form of document.querySelectorAll("form[data-wait]")) {
  form.addEventListener("submit", () => {
    const note = document.createElement("p");
    note.className = "waiting-note";
    note.setAttribute("role", "status");
    note.textContent = form.dataset.wait;
    form.append(note);
    setTimeout(() => { for (const button of form.querySelectorAll("button")) button.disabled = true; });
  });
}
// Back by the browser's button: the form can be sent again.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const note of document.querySelectorAll(".waiting-note")) note.remove();
  for (const button of document.querySelectorAll("form[data-wait] button")) button.disabled = false;
});
// What went wrong is read out first.
document.querySelector(".wrong-summary")?.focus();
// What is meant to be copied gets a button that does it.
for (const text of document.querySelectorAll("textarea[data-copy]")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button small quiet";
  button.textContent = text.dataset.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.value);
    button.textContent = text.dataset.copied;
  });
  text.after(button);
}
// The row that comes next is where the keyboard goes on.
const target = document.getElementById(location.hash.slice(1));
if (target?.matches(".read-row")) {
  target.tabIndex = -1;
  target.focus();
}
