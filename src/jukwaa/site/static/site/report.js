// On a narrow screen the report is asked one thing at a time. Without this script it is one page, and nothing is missing.
const form = document.querySelector(".report-form");
const narrow = matchMedia("(max-width: 46rem)");

if (form) {
  const screens = [...form.querySelectorAll(".screen")];
  const asked = screens.findIndex((screen) => screen.classList.contains("last-asked")); // from here on it can be sent
  const progress = Object.assign(document.createElement("p"), { className: "progress", tabIndex: -1 });
  progress.setAttribute("role", "status");
  const bar = Object.assign(document.createElement("p"), { className: "stepping" });
  const button = (label, quiet) => Object.assign(document.createElement("button"), { type: "button", className: quiet ? "button quiet" : "button", textContent: label });
  const back = button(form.dataset.before, true);
  const next = button(form.dataset.next, false);
  bar.append(back, next);
  screens[0].before(progress);
  form.querySelector(".send").before(bar);
  let at = Math.max(0, screens.findIndex((screen) => screen.querySelector("[aria-invalid=true], .errorlist")));

  function show() {
    form.classList.toggle("one", narrow.matches);
    form.classList.toggle("enough", at >= asked || form.hasAttribute("data-typed"));
    screens.forEach((screen, n) => screen.classList.toggle("now", n === at));
    progress.textContent = form.dataset.step.replace("{n}", at + 1).replace("{of}", screens.length);
    back.hidden = at === 0;
    next.hidden = at === screens.length - 1;
  }

  function complete(screen) {
    const boxes = screen.dataset.one ? [...screen.querySelectorAll(`[name=${screen.dataset.one}]`)] : [];
    if (boxes.length) boxes[0].setCustomValidity(boxes.some((box) => box.checked) ? "" : screen.dataset.say);
    if (screen.dataset.from) askAboutDays(screen);
    return [...screen.querySelectorAll("input, select, textarea")].every((field) => field.reportValidity());
  }

  // A day before or after the plan's own is asked about, not refused.
  function askAboutDays(screen) {
    const [day, last, sure] = ["starts", "ends", "outside"].map((name) => form.elements[name]);
    const out = day.value && day.value <= new Date().toISOString().slice(0, 10) && ((last.value || day.value) < screen.dataset.from || day.value > screen.dataset.to);
    const box = sure.closest(".outside");
    if (!out) sure.checked = false;
    box.hidden = !out;
    sure.required = Boolean(out);
  }

  function go(step) {
    at = Math.min(screens.length - 1, Math.max(0, at + step));
    show();
    progress.focus({ preventScroll: true });
    form.scrollIntoView({ block: "start" });
  }

  back.addEventListener("click", () => go(-1));
  next.addEventListener("click", () => complete(screens[at]) && go(1));
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !narrow.matches || event.target.matches("textarea, button, summary") || at >= asked) return;
    event.preventDefault(); // Enter goes on, as long as there is something that is asked
    next.click();
  });
  form.addEventListener("lacking", ({ detail }) => { // sent without a line, and something is missing (waiting.js)
    at = Math.max(0, screens.findIndex((screen) => screen.contains(detail)));
    show();
    complete(screens[at]);
  });
  narrow.addEventListener("change", show);
  show();
}
