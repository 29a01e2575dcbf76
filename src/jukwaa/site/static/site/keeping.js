// What is typed into a form marked data-keep is kept on this device until the server has it: it outlives a lost line, a
// closed tab, an expired sign-in. One drawer for each person and address; "Forget it" empties it, so does the receipt.
const form = document.querySelector("form[data-keep]");
const drawer = (path) => `jukwaa:${form?.dataset.keep ?? document.body.dataset.person}:${path}`;
const names = (one) => [...one.elements].filter((field) => field.name && !/^(csrfmiddlewaretoken|again)$/.test(field.name) && field.type !== "file" && field.type !== "submit");

function typed() {
  return names(form).map((field) => [field.name, field.value, /^(checkbox|radio)$/.test(field.type) ? field.checked : null]);
}

function putBack(values) {
  const left = [...values];
  for (const field of names(form)) {
    const box = /^(checkbox|radio)$/.test(field.type);
    const at = left.findIndex(([name, value]) => name === field.name && (!box || value === field.value));
    if (at < 0) continue;
    const [[, value, checked]] = left.splice(at, 1);
    if (box) field.checked = checked;
    else field.value = value;
    if (box && checked) field.closest("details")?.setAttribute("open", "");
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, values) {
  try {
    localStorage.setItem(key, JSON.stringify({ values, at: Date.now() }));
    return true;
  } catch {
    return false; // no room, or storage is switched off: nothing is promised then
  }
}

// The receipt: the server has what was typed there.
for (const said of document.querySelectorAll("[data-received]")) {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("jukwaa:") && key.endsWith(`:${said.dataset.received}`)) localStorage.removeItem(key);
  }
}

if (form) {
  const key = drawer(location.pathname);
  const bar = document.createElement("div");
  bar.className = "kept";
  bar.hidden = true;
  const words = document.createElement("p");
  words.setAttribute("role", "status");
  const forget = document.createElement("button");
  forget.type = "button";
  forget.className = "linklike";
  forget.textContent = form.dataset.forget;
  bar.append(words, forget);
  form.before(bar);
  const say = (sentence) => {
    bar.hidden = false;
    if (words.textContent !== sentence) words.textContent = sentence;
  };

  const opened = typed();
  const before = read(key);
  if (form.hasAttribute("data-typed")) {
    if (write(key, opened)) say(form.dataset.kept); // the server showed it again: it stands in the form, and nowhere else
  } else if (before && JSON.stringify(before.values) !== JSON.stringify(opened)) {
    putBack(before.values);
    say(form.dataset.back);
  }

  forget.addEventListener("click", () => {
    localStorage.removeItem(key);
    if (form.hasAttribute("data-typed")) {
      location.assign(location.pathname);
      return;
    }
    putBack(opened);
    bar.hidden = true;
  });
  form.addEventListener("input", () => {
    if (write(key, typed())) say(navigator.onLine ? form.dataset.kept : form.dataset.offline);
  });
  form.addEventListener("submit", (event) => {
    write(key, typed());
    if (navigator.onLine) return;
    event.preventDefault();
    say(form.dataset.offline);
  });
  addEventListener("online", () => {
    if (!bar.hidden) say(form.dataset.online);
  });
}
