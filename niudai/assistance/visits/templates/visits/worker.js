{% load static %}/* Keeps the page of visits and what it is made of; answers for nothing else. No personal data. */
const PAGE = "{% url 'visits_phone' %}";
const MADE_OF = [
  "{% static 'tabler/css/tabler.min.css' %}", "{% static 'niudai/niudai.css' %}",
  "{% static 'niudai/seal.svg' %}", "{% static 'visits/store.js' %}",
  "{% static 'visits/signature.js' %}", "{% static 'visits/sending.js' %}", "{% static 'visits/phone.js' %}",
];
const NAME = `visits ${MADE_OF.join(" ")}`;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const [kept, page] = await Promise.all([caches.open(NAME), fetch(PAGE)]);
    if (!page.ok || page.redirected) throw new Error("signed out");
    await Promise.all([kept.put(PAGE, page), kept.addAll(MADE_OF)]);
    await self.skipWaiting();
  })());
});
self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name.startsWith("visits ") && name !== NAME).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});
/* The page from the network where it comes within three seconds, else the one that was kept. */
const fresh = async (request) => {
  const kept = await caches.match(PAGE);
  const wait = new Promise((done) => setTimeout(() => done(kept), 3000));
  const asked = fetch(request).then(async (response) => {
    if (response.ok) await (await caches.open(NAME)).put(PAGE, response.clone());
    return response;
  }).catch(() => kept);
  return (await Promise.race(kept ? [asked, wait] : [asked])) || asked;
};
self.addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (event.request.mode === "navigate" && pathname === PAGE) event.respondWith(fresh(event.request));
  else if (MADE_OF.includes(pathname)) event.respondWith(caches.match(event.request).then((kept) => kept || fetch(event.request)));
});
