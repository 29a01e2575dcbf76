// A report that cannot be sent waits on this phone, sealed to the server, until the server has given a receipt for it: then,
// and not before, it is deleted here. It is sent when the line returns, when a page of the desk opens, and with "Send now".
// One number (client_id) for each form that is filled in: sent twice, it is one report.
const desk = document.querySelector("[data-desk]");
const form = document.querySelector("form[data-seal]");
const section = document.querySelector("#waiting");
const able = desk && isSecureContext && crypto.subtle && crypto.randomUUID && "indexedDB" in window; // else the form is sent as any other
const DRAFTS = "jukwaa:"; // of keeping.js
const WAITING = "waiting"; // the cookie that tells the sign-out how many would be lost
const PATIENCE = 30000; // milliseconds in which a report is answered
const AGAIN = 60000; // and between two tries while the line is bad
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const text = (data) => btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join("")).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

// --- the store ---------------------------------------------------------------------------------------------------------

let gone = false; // the phone was cleared: nothing is written to it any more

function opened() {
  if (gone) return Promise.reject(new DOMException("cleared", "AbortError"));
  return new Promise((done, failed) => {
    const asked = indexedDB.open("jukwaa", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("waiting", { keyPath: "id" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

// `act(store)` in one transaction: all of it is there afterwards, or nothing.
async function stored(mode, act) {
  const database = await opened();
  try {
    return await new Promise((done, failed) => {
      const transaction = database.transaction("waiting", mode);
      const asked = act(transaction.objectStore("waiting"));
      transaction.oncomplete = () => done(asked?.result);
      transaction.onabort = () => failed(transaction.error);
    });
  } finally {
    database.close();
  }
}

const tabs = "BroadcastChannel" in window ? new BroadcastChannel("jukwaa") : null; // what one has sent, the others show as sent
const all = () => stored("readonly", (store) => store.getAll());

async function changed() {
  const waiting = await all();
  const age = waiting.length ? 31536000 : 0;
  document.cookie = `${WAITING}=${waiting.length};path=/;max-age=${age};samesite=lax${location.protocol === "https:" ? ";secure" : ""}`;
  await show(waiting);
  tabs?.postMessage("changed");
}

async function wiped() {
  gone = true;
  await new Promise((done) => {
    const asked = indexedDB.deleteDatabase("jukwaa");
    asked.onsuccess = asked.onerror = asked.onblocked = done;
  });
  for (const key of Object.keys(localStorage)) if (key.startsWith(DRAFTS)) localStorage.removeItem(key);
  sessionStorage.clear();
  if ("caches" in window) for (const name of await caches.keys()) await caches.delete(name);
  for (const worker of (await navigator.serviceWorker?.getRegistrations()) ?? []) await worker.unregister();
  document.cookie = `${WAITING}=;path=/;max-age=0`;
}

async function clear() {
  await wiped();
  document.cookie = "leaving=1;path=/;max-age=31536000;samesite=lax"; // no script sees the sign-in: the server ends it
  if (navigator.onLine) return location.assign(desk.dataset.desk);
  desk.replaceChildren(Object.assign(document.createElement("h1"), { textContent: desk.dataset.cleared, tabIndex: -1 }));
  desk.firstElementChild.focus();
}

// "Clear this phone", "Sign out". With a line the server asks about what waits, and its answer clears the phone
// (Clear-Site-Data); for a browser that does not know that word the forms go from here. Without a line it is all done here.
async function leave(event) {
  if (navigator.onLine) return globalThis.caches?.delete("jukwaa-held");
  event.preventDefault();
  if ((await all()).length) location.assign(`${desk.dataset.desk}offline/?clear`);
  else await clear();
}

// --- sealing: as core/sealing.py opens it --------------------------------------------------------------------------------

async function sealed(words, point) {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const server = bytes(point);
  const pair = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const ours = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const theirs = await crypto.subtle.importKey("raw", server, curve, false, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, pair.privateKey, 256);
  const info = new Uint8Array([...new TextEncoder().encode("jukwaa-waiting/1"), ...ours, ...server]);
  const first = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const hkdf = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info };
  const key = await crypto.subtle.deriveKey(hkdf, first, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const box = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(words)));
  const mark = new Uint8Array(await crypto.subtle.digest("SHA-256", server)).slice(0, 8);
  return text(new Uint8Array([1, ...mark, ...ours, ...iv, ...box]));
}

// --- sending -------------------------------------------------------------------------------------------------------------

async function asked(at, said = {}) {
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(at, { ...said, headers: { Accept: "application/json", ...said.headers }, cache: "no-store", redirect: "error", signal: stop.signal });
    const known = answer.headers.get("Content-Type")?.startsWith("application/json");
    return { status: answer.status, ...(known ? await answer.json() : { status: answer.status < 500 ? 502 : answer.status }) };
  } catch {
    return { status: 0 }; // no line, or one that says nothing
  } finally {
    clearTimeout(late);
  }
}

const post = (one, token) => asked(one.at, { method: "POST", headers: { "X-CSRFToken": token }, body: new URLSearchParams({ sealed: one.sealed }) });

// One tab at a time; the server takes the same report once, whoever sends it.
async function send(only) {
  const round = (lock) => (lock ? sent(only) : "busy");
  return navigator.locks ? navigator.locks.request("jukwaa-sending", { ifAvailable: !only }, round) : round(true);
}

// How it ended: "done", or why not: "none" (no line), "slow", "signed_out".
async function sent(only) {
  const known = desk.dataset.person && Number(desk.dataset.person);
  const waiting = (await all()).filter((one) => one.state === "waits" && (!known || one.person === known) && (!only || one.id === only));
  if (!waiting.length) return "done";
  say("sending");
  const held = await asked(`${desk.dataset.desk}held/`);
  if (held.status === 401 || held.code === "second_factor") return ended("signed_out");
  if (held.status !== 200) return ended(held.status ? "slow" : "none");
  for (const one of waiting.filter((each) => each.person === held.person)) {
    const answer = await post(one, held.token);
    const end = await noted(one, answer);
    if (end) return ended(end);
  }
  return ended("done");
}

async function noted(one, answer) {
  if (answer.status === 200 || answer.status === 201) {
    thanked({ id: one.id, label: one.label, at: answer.at });
    await stored("readwrite", (store) => store.delete(one.id)); // the receipt is here
    tabs?.postMessage("sent");
  } else if ([400, 404, 409, 422].includes(answer.status) && answer.code) {
    await stored("readwrite", (store) => store.put({ ...one, state: answer.code, why: answer.why }));
  } else if (answer.status === 401) return "signed_out";
  else return answer.status ? "slow" : "none";
  return "";
}

let again = 0;
async function ended(how) {
  clearTimeout(again);
  if (how === "signed_out") await globalThis.caches?.delete("jukwaa-held"); // the server knows nobody here any more
  if (how === "none" || how === "slow") again = setTimeout(() => send().then(arrived), AGAIN);
  await changed();
  say(how);
  return how;
}

// Receipts are read on the next page that opens, or on this one where the list stands.
function thanked(receipt) {
  sessionStorage.setItem("jukwaa-receipts", JSON.stringify([...receipts(), receipt]));
}
function receipts() {
  return JSON.parse(sessionStorage.getItem("jukwaa-receipts") ?? "[]");
}
function thanks() {
  const here = receipts();
  sessionStorage.removeItem("jukwaa-receipts");
  for (const { label, at } of here) {
    const line = Object.assign(document.createElement("p"), { className: "said" });
    line.setAttribute("role", "status");
    line.append(`${desk.dataset.thanks} `);
    if (at !== location.pathname) line.append(Object.assign(document.createElement("a"), { href: at, textContent: label }));
    desk.querySelector("h1").before(line);
  }
}

// --- what waits, in sight --------------------------------------------------------------------------------------------------

async function whose() {
  if (desk.dataset.person) return Number(desk.dataset.person);
  const held = "caches" in window && (await caches.match(`${desk.dataset.desk}held/`, { cacheName: "jukwaa-held" }));
  const told = held && (await held.json());
  return told && Date.parse(told.until) > Date.now() ? told.person : 0;
}

function say(how) {
  if (!section) return;
  section.querySelector(".state").textContent = section.dataset[how] ?? "";
  section.querySelector("[data-sign-in]").hidden = how !== "signed_out";
}

async function show(waiting) {
  if (!section) return;
  const person = await whose();
  const mine = waiting.filter((one) => one.person === person);
  section.hidden = waiting.length === 0;
  if (location.search === "?clear") section.querySelector(".clearing").open = true;
  section.querySelector(".count").textContent = person ? mine.length : waiting.length; // whose they are is not said then
  section.querySelector("[data-others]").hidden = !person || mine.length === waiting.length;
  section.querySelector("[data-others] b").textContent = waiting.length - mine.length;
  section.querySelector("[data-lost]").textContent = waiting.length;
  section.querySelector("[data-send]").hidden = !mine.some((one) => one.state === "waits");
  section.querySelector("ul").replaceChildren(...mine.map(line));
}

function line(one) {
  const made = section.querySelector("template").content.cloneNode(true);
  const part = (which) => made.querySelector(which);
  const day = new Date(one.written).toLocaleString(document.documentElement.lang.replace(/^en$/, "en-GB"), { dateStyle: "medium", timeStyle: "short" });
  part(".eyebrow").textContent = section.dataset.written.replace("{day}", day);
  part("h3").textContent = one.label;
  part(".body").textContent = one.body;
  part(".status").textContent = section.dataset[one.state] ?? section.dataset.wrong;
  part(".status").className = `status ${one.state === "waits" ? "submitted" : "returned"}`;
  part(".why").replaceChildren(...(one.why ?? []).map((reason) => Object.assign(document.createElement("li"), { textContent: reason })));
  const mend = part("[data-mend]");
  mend.href = `${one.at}?mend=${one.id}`;
  mend.hidden = !["wrong", "refused", "sent_otherwise"].includes(one.state);
  part("[data-delete]").addEventListener("click", () => stored("readwrite", (store) => store.delete(one.id)).then(changed));
  if (one.state === "gone") read(one, part("blockquote"));
  return made;
}

// Of an action that is gone: its author gets their words back.
async function read(one, place) {
  const held = await asked(`${desk.dataset.desk}held/`);
  const { typed } = held.status === 200 ? await post(one, held.token) : {};
  place.textContent = (typed ?? []).filter(([name, value]) => value && !/^(client_id|visibility|wards|areas)$/.test(name)).map(([, value]) => value).join(" · ");
  place.hidden = !place.textContent;
}

// --- the form ------------------------------------------------------------------------------------------------------------

// As it is opened: a number of its own, and today's day, though the page may be an older one that the phone held.
function begin() {
  if (form.hasAttribute("data-typed")) return;
  form.elements.client_id.value = crypto.randomUUID();
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  if (form.elements.starts.value === form.dataset.today && today > form.dataset.today) form.elements.starts.value = today;
  const repeat = document.querySelector(".again");
  if (repeat && !navigator.onLine) repeat.hidden = true; // the server alone knows what it was
}

const typed = () => [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");

function lacking() {
  const places = [...form.querySelectorAll("[name=areas]")];
  if (places.length && !places.some((box) => box.checked)) return places[0];
  return [...form.elements].find((field) => field.name !== "areas" && field.willValidate && !field.checkValidity());
}

async function keep() {
  const id = form.elements.client_id.value;
  const words = JSON.stringify({ person: Number(form.dataset.keep), at: location.pathname, typed: typed() });
  const one = { id, person: Number(form.dataset.keep), at: location.pathname, label: form.dataset.label, body: form.dataset.body, written: Date.now(), state: "waits", why: [], sealed: await sealed(words, form.dataset.seal) };
  const instead = form.dataset.instead;
  await stored("readwrite", (store) => {
    store.put(one);
    if (instead && instead !== id) store.delete(instead); // what was sent under that number before is another report
  });
  localStorage.removeItem(`${DRAFTS}${form.dataset.keep}:${location.pathname}`); // it is sealed now, and nowhere in the open
  navigator.storage?.persist?.();
  return id;
}

let busy = false;
async function submitted() {
  if (busy) return;
  busy = true;
  const list = document.querySelector("#kept-here .quiet").href;
  let id;
  try {
    id = await keep();
    await changed();
  } catch {
    busy = false;
    if (navigator.onLine) return form.submit(); // no room on the phone: then straight to the server
    return warn(document.querySelector("#kept-here").dataset.full);
  }
  const patient = setTimeout(() => keptHere("sending"), 700); // a good line has answered by then
  const how = await send(id);
  clearTimeout(patient);
  const left = (await all()).find((one) => one.id === id);
  if (!left) return location.assign(receipts().find((one) => one.id === id)?.at ?? list);
  if (left.state === "wrong" || left.state === "refused") return form.submit(); // the server shows it again, with what is wrong
  if (left.state !== "waits") return location.assign(list);
  form.reset();
  keptHere(how === "signed_out" ? how : "waits");
}

function keptHere(how) {
  const here = document.querySelector("#kept-here");
  for (const words of here.querySelectorAll("[data-when]")) words.hidden = words.dataset.when !== how;
  for (const other of [form, ...document.querySelectorAll(".kept, .again, #to-mend")]) other.hidden = true;
  here.hidden = false;
  here.focus();
}

function warn(...sentences) {
  const place = document.querySelector("#to-mend");
  place.replaceChildren(...sentences.map((words) => Object.assign(document.createElement("p"), { textContent: words })));
  place.hidden = false;
  place.focus();
}

// One that came back: the server opens it, and it stands in the form again, beside what is wrong with it.
async function mend(id) {
  const one = (await all()).find((each) => each.id === id);
  if (!one) return;
  const held = await asked(`${desk.dataset.desk}held/`);
  const answer = held.status === 200 ? await post(one, held.token) : held;
  if (answer.at) {
    await noted(one, answer);
    return location.assign(answer.at);
  }
  if (!answer.typed) return warn(document.querySelector("#kept-here").dataset.needsLine);
  fill(answer.typed);
  form.dataset.instead = id;
  form.elements.client_id.value = answer.code === "sent_otherwise" ? crypto.randomUUID() : id;
  form.toggleAttribute("data-mending", true);
  warn(...answer.why);
}

function fill(values) {
  for (const field of form.elements) {
    if (!field.name || field.name === "csrfmiddlewaretoken" || field.name === "client_id") continue;
    const said = values.filter(([name]) => name === field.name).map(([, value]) => value);
    if (/^(checkbox|radio)$/.test(field.type)) field.checked = said.includes(field.value);
    else field.value = said[0] ?? "";
    if (said[0] && (field.checked ?? true)) field.closest("details")?.setAttribute("open", "");
  }
  form.dispatchEvent(new Event("input")); // keeping.js keeps it, as anything that is typed
}

if (able) {
  if (form) {
    begin();
    const wanted = new URLSearchParams(location.search).get("mend");
    if (wanted && !form.hasAttribute("data-typed")) mend(wanted);
    form.addEventListener("submit", (event) => {
      if ([...form.elements].some((field) => field.type === "file" && field.files.length)) return; // pictures need the line
      const lacks = lacking();
      if (lacks && navigator.onLine) return; // the server says what is missing
      event.preventDefault();
      event.stopImmediatePropagation();
      if (lacks) form.dispatchEvent(new CustomEvent("lacking", { detail: lacks }));
      else submitted();
    }, true);
  }
  section?.querySelector("[data-send]").addEventListener("click", () => send().then(arrived));
  section?.querySelector("[data-clear]").addEventListener("click", clear);
  for (const out of document.querySelectorAll('form[action$="/sign-out/"]')) out.addEventListener("submit", leave);
  const go = () => changed().then(() => send()).then(arrived).catch(() => {}); // no storage: nothing waits here
  addEventListener("online", () => go().then(() => document.querySelector("#held") && location.reload()));
  addEventListener("visibilitychange", () => document.visibilityState === "visible" && all().then((waiting) => waiting.length && send().then(arrived)));
  tabs?.addEventListener("message", ({ data }) => (data === "sent" && section ? location.reload() : all().then(show)));
  thanks();
  go();
}

// The page that stands in for others is opened again as itself; a list takes up what has arrived; a form is left alone.
function arrived() {
  if (!receipts().length || form) return;
  if (section) location.reload();
  else thanks();
}
