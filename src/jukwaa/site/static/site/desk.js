// On a form that takes a while: say so, and send it once.
for (const form of document.querySelectorAll("form[data-wait]")) {
  form.addEventListener("submit", () => {
    const button = form.querySelector("button");
    const note = document.createElement("p");
    note.className = "waiting-note";
    note.setAttribute("role", "status");
    note.textContent = form.dataset.wait;
    form.append(note);
    setTimeout(() => { button.disabled = true; });
  });
}
const wrong = document.querySelector(".wrong-summary");
if (wrong) { wrong.focus(); }
