/* The list of households: what is ticked goes onto this phone. Without script the button is not there. */
(() => {
  const form = document.getElementById("take");
  const told = document.getElementById("told");
  if (!form || !("serviceWorker" in navigator) || !window.isSecureContext) return;
  const working = (registration) => new Promise((done) => {
    const worker = registration.installing || registration.waiting || registration.active;
    const look = () => { if (["activated", "redundant"].includes(worker.state)) done(); };
    worker.addEventListener("statechange", look);
    look();
  });
  document.querySelectorAll("[data-take]").forEach((each) => { each.hidden = false; });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const owner = await visits.store.owner();
    try {
      const response = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
      if (response.type === "opaqueredirect") { location.reload(); return; }
      const answer = await response.json();
      if (!response.ok) { told.textContent = answer.sentence; return; }
      if (owner && owner !== answer.owner) { told.textContent = visits.say("other"); return; }
      await visits.store.setOwner(answer.owner);
      for (const home of answer.homes) await visits.store.putHome(home);
      await working(await navigator.serviceWorker.register(form.dataset.worker));
      location.assign(form.dataset.phone);
    } catch {
      told.textContent = visits.say("offline");
    }
  });
})();
