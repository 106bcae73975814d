/* What lies on this phone: households taken along, surveys, photos. Each record is encrypted
   (AES-GCM) under a key that cannot be read out and that is deleted with the last record. */
window.visits = {};
visits.store = (() => {
  const STORES = ["meta", "homes", "surveys", "photos"];
  const answer = (asked) => new Promise((done, failed) => {
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  let database;
  const opened = () => {
    if (!database) {
      const asked = indexedDB.open("niudai-visits", 1);
      asked.onupgradeneeded = () => STORES.forEach((name) => {
        asked.result.createObjectStore(name, { keyPath: "id" });
      });
      database = answer(asked);
    }
    return database;
  };
  const within = async (name, mode = "readonly") =>
    (await opened()).transaction(name, mode).objectStore(name);
  const all = async (name) => answer((await within(name)).getAll());
  const get = async (name, id) => answer((await within(name)).get(id));
  const put = async (name, row) => answer((await within(name, "readwrite")).put(row));
  const drop = async (name, id) => answer((await within(name, "readwrite")).delete(id));

  /* Two tabs make one key: the second waits and finds it. */
  const key = () => navigator.locks.request("niudai-visits-key", async () => {
    const kept = await get("meta", "key");
    if (kept) return kept.key;
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    await put("meta", { id: "key", key: made });
    return made;
  });
  const seal = async (bytes) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, body: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), bytes) };
  };
  const unseal = async ({ iv, body }) =>
    crypto.subtle.decrypt({ name: "AES-GCM", iv }, await key(), body);
  const sealed = async (value) => seal(new TextEncoder().encode(JSON.stringify(value)));
  const plain = async (row) => JSON.parse(new TextDecoder().decode(await unseal(row)));

  const rows = async (name) => Promise.all((await all(name)).map(
    async ({ iv, body, ...clear }) => ({ ...clear, ...(await plain({ iv, body })) }),
  ));
  return {
    owner: async () => (await get("meta", "owner"))?.owner,
    setOwner: (owner) => put("meta", { id: "owner", owner }),
    homes: () => rows("homes"),
    putHome: async (home) => put("homes", { id: home.id, at: Date.now(), ...(await sealed(home)) }),
    dropHome: (id) => drop("homes", id),
    surveys: () => rows("surveys"),
    /* Clear beside the sealed part: which file, draft or done, what the office said. */
    putSurvey: async ({ id, file, state, said = "", ...typed }) =>
      put("surveys", { id, file, state, said, at: Date.now(), ...(await sealed(typed)) }),
    survey: async (id) => (await rows("surveys")).find((each) => each.id === id),
    photosOf: async (survey) => (await all("photos")).filter((each) => each.survey === survey),
    openPhoto: async (photo) => new Blob([await unseal(photo)], { type: "image/jpeg" }),
    putPhoto: async (survey, bytes) =>
      put("photos", { id: crypto.randomUUID(), survey, ...(await seal(bytes)) }),
    dropPhoto: (id) => drop("photos", id),
    dropSurvey: async (id) => {
      for (const photo of await visits.store.photosOf(id)) await drop("photos", photo.id);
      await drop("surveys", id);
    },
    /* Everything, the key first: what a crash leaves behind can no longer be read. */
    wipe: async () => {
      for (const name of STORES) await answer((await within(name, "readwrite")).clear());
    },
    wipeIfEmpty: async () => {
      const left = await Promise.all(["homes", "surveys"].map(all));
      if (left.every((found) => found.length === 0)) await visits.store.wipe();
    },
  };
})();
/* A sentence of the page, in its language; {0} is replaced. */
visits.say = (name, ...given) => {
  const words = document.getElementById("words").content.querySelector(`[data-word="${name}"]`).textContent;
  return given.reduce((text, value, place) => text.replace(`{${place}}`, value), words);
};
