// What this phone holds, so that its person can report without a line (worker.js shows it): fetched quietly, for who is
// signed in and may report; gone when they sign out, when another person signs in, and when the server would forget them.
const desk = document.querySelector("[data-desk]");
const HELD = "jukwaa-held";
const PAUSE = 10 * 60 * 1000; // milliseconds between two looks whether something changed
const taken = new Set(); // style sheets and scripts, which the pages share
const able = "serviceWorker" in navigator && "caches" in window && desk;

const kept = async (cache, at) => (await cache.match(at))?.json();

async function hold() {
  const at = `${desk.dataset.desk}held/`;
  const answer = await fetch(at, { headers: { Accept: "application/json" }, cache: "no-store" });
  if (answer.status === 401) await caches.delete(HELD);
  if (!answer.ok) return;
  const { person, until, pages } = await answer.json();
  const before = await kept(await caches.open(HELD), at);
  const anew = before?.person !== person;
  if (anew || pages.length === 0) await caches.delete(HELD);
  if (pages.length === 0) return;
  await navigator.serviceWorker.register(desk.dataset.worker, { scope: desk.dataset.desk });
  const marks = new Map(anew ? [] : before.pages.map((page) => [page.at, page.mark]));
  const cache = await caches.open(HELD);
  const note = () => cache.put(at, new Response(JSON.stringify({ person, until, pages: pages.filter((page) => marks.has(page.at)).map((page) => ({ ...page, mark: marks.get(page.at) })) })));
  await note();
  await drop(cache, pages);
  for (const page of pages.filter(({ at: where, mark }) => marks.get(where) !== mark)) {
    await take(cache, page.at);
    marks.set(page.at, page.mark);
    await note(); // the line may go, or the person on to another page: what is there by then stays
  }
  sessionStorage.setItem(`jukwaa-looked:${desk.dataset.desk}`, String(Date.now()));
}

// One after the other: the line may be thin, and the person is doing something else.
async function take(cache, at) {
  const answer = await fetch(at, { headers: { "Jukwaa-Hold": "1" }, cache: "no-store" });
  if (!answer.ok || answer.redirected) throw new Error(`${at}: ${answer.status}`);
  const parts = [...(await answer.clone().text()).matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map(([, part]) => part);
  for (const part of parts) if (!taken.has(part)) await cache.add(part);
  for (const part of parts) taken.add(part);
  await cache.put(at, answer);
}

// What is no longer offered.
async function drop(cache, pages) {
  const wanted = new Set([`${desk.dataset.desk}held/`, ...pages.map((page) => page.at)]);
  for (const request of await cache.keys()) {
    const path = new URL(request.url).pathname;
    if (path.startsWith(desk.dataset.desk) && !wanted.has(path)) await cache.delete(request);
  }
}

// Where nobody is signed in: the page that stands in for those that cannot be reached lists what is held.
async function list() {
  if (!(await caches.has(HELD))) return;
  const told = await kept(await caches.open(HELD), `${desk.dataset.desk}held/`);
  if (!told || Date.parse(told.until) < Date.now()) return;
  const held = document.querySelector("#held");
  for (const { at, name } of told.pages.filter((page) => page.name)) {
    const link = Object.assign(document.createElement("a"), { href: at, textContent: name });
    const line = document.createElement("li");
    line.append(link);
    held.querySelector("ul").append(line);
  }
  held.hidden = false;
  document.querySelector("#nothing-held").hidden = true;
}

async function look() {
  const looked = Number(sessionStorage.getItem(`jukwaa-looked:${desk.dataset.desk}`));
  if (Date.now() - looked < PAUSE && (await caches.has(HELD))) return;
  await hold();
}

if (able) {
  if (document.querySelector("#held")) list();
  else if (desk.dataset.person && navigator.onLine) {
    (window.requestIdleCallback ?? setTimeout)(() => look().catch(() => {})); // no line: another time
  }
}
