// What the desk needs where there is no line: the forms that this phone holds for its person, and a page that says what
// waits. Nothing else is kept, and no public page comes through here: it is registered for the desk of one language.
const DESK = new URL(self.registration.scope).pathname; // "/desk/" or "/sw/desk/"
const OFFLINE = `${DESK}offline/`;
const SHELL = `jukwaa-shell-${DESK}-`;
const MADE_BY = "{{ version }}";
const HELD = "jukwaa-held"; // filled by app.js; emptied at sign-out
const PATIENCE = 6000; // milliseconds for which a line that says nothing is waited for, where the page is held

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(shell());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const older = (await caches.keys()).filter((name) => name.startsWith(SHELL) && name !== SHELL + MADE_BY);
    await Promise.all(older.map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const at = new URL(request.url);
  if (request.method !== "GET" || at.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (at.pathname.startsWith("/static/")) event.respondWith(part(request));
});

// Asked for without a cookie: the page is nobody's.
async function shell() {
  const answer = await fetch(OFFLINE, { credentials: "omit", cache: "reload" });
  if (!answer.ok) throw new Error(`${OFFLINE}: ${answer.status}`);
  const cache = await caches.open(SHELL + MADE_BY);
  const parts = [...(await answer.clone().text()).matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map(([, at]) => at);
  await cache.addAll(parts.map((at) => new Request(at, { cache: "no-cache" })));
  await cache.put(OFFLINE, answer);
}

async function page(request) {
  const kept = await held(request);
  try {
    const answer = await (kept ? inTime(fetch(request)) : fetch(request));
    if (kept && answer.type === "opaqueredirect") await caches.delete(HELD); // the sign-in is over: it leads there
    return answer;
  } catch {
    return kept ?? (await caches.match(OFFLINE)) ?? Response.error();
  }
}

async function part(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

// No longer than the server would know who this is.
async function held(request) {
  if (!(await caches.has(HELD))) return undefined;
  const cache = await caches.open(HELD);
  const told = await (await cache.match(`${DESK}held/`))?.json();
  if (told && Date.parse(told.until) > Date.now()) return cache.match(request, { ignoreSearch: true, ignoreVary: true });
  await caches.delete(HELD);
  return undefined;
}

function inTime(answer) {
  return Promise.race([answer, new Promise((_done, late) => setTimeout(late, PATIENCE))]);
}
