/* The page that works without network: households, the survey of one, what waits to be sent. */
(async () => {
  const page = document.getElementById("phone");
  const form = document.getElementById("survey");
  const told = document.getElementById("told");
  const store = visits.store;
  let here = null; // the survey that is open: { id, file, name, reference, release }

  const copy = (name) => document.getElementById(name).content.firstElementChild.cloneNode(true);
  const fill = (row, facts) => Object.entries(facts).forEach(([name, text]) => {
    row.querySelectorAll(`[data-${name}]`).forEach((each) => { each.textContent = text; });
  });
  const tell = (name, ...given) => { told.textContent = name ? visits.say(name, ...given) : ""; };
  const people = (home) => home.people.map(
    ({ name, relation, age }) => `${name}（${relation}${age === null ? "" : ` ${visits.say("age", age)}`}）`,
  ).join("、");

  /* Households go after three days even when nobody wipes: a survey that was begun stays. */
  const forget = async () => {
    const late = Date.now() - page.dataset.hours * 3600000;
    for (const home of await store.homes()) if (home.at < late) await store.dropHome(home.id);
    await store.wipeIfEmpty();
  };

  let foreign = false; // what lies here is a colleague's: it is not shown
  const show = async () => {
    const [homes, surveys] = foreign ? [[], []] : await Promise.all([store.homes(), store.surveys()]);
    const begun = new Map(surveys.map((each) => [each.file, each]));
    const list = document.getElementById("homes");
    const left = surveys.filter((each) => !homes.some((home) => home.id === each.file));
    const open_to = [...homes, ...left.map((each) => ({ ...each, id: each.file, address: "", people: [] }))];
    list.replaceChildren(...open_to.filter((home) => !["done", "held"].includes(begun.get(home.id)?.state)).map((home) => {
      const row = copy("home");
      fill(row, { name: home.name, reference: home.reference, address: home.address, people: people(home) });
      const button = row.querySelector("button");
      button.textContent = visits.say(begun.has(home.id) ? "go_on" : "visit");
      button.setAttribute("aria-label", `${button.textContent}: ${home.name}`);
      button.addEventListener("click", () => open(home.id));
      return row;
    }));
    const waiting = surveys.filter((each) => ["done", "held"].includes(each.state));
    document.getElementById("waiting").replaceChildren(...waiting.map((survey) => {
      const row = copy("finished");
      fill(row, { name: survey.name, reference: survey.reference, said: survey.said || visits.say("waits") });
      row.classList.toggle("held", survey.state === "held");
      row.querySelector("[data-open]").addEventListener("click", () => open(survey.file));
      const away = row.querySelector("[data-drop]");
      away.hidden = survey.state !== "held";
      away.addEventListener("click", async () => {
        if (!confirm(visits.say("drop"))) return;
        await store.dropSurvey(survey.id);
        await store.wipeIfEmpty();
        show();
      });
      return row;
    }));
    document.getElementById("none").hidden = homes.length > 0 || surveys.length > 0;
    document.getElementById("to-send").hidden = waiting.length === 0;
    document.getElementById("lies").textContent = visits.say("lies", homes.length, surveys.length);
    document.getElementById("wipe").hidden = !foreign && homes.length + surveys.length === 0;
  };

  const fields = () => [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const typed = (survey) => {
    form.reset();
    form.querySelectorAll("input[type=hidden]").forEach((each) => { each.value = ""; });
    const given = new Map();
    survey.fields.forEach(([name, value]) => given.set(name, [...(given.get(name) || []), value]));
    [...form.elements].forEach((element) => {
      if (!given.has(element.name)) return;
      if (["checkbox", "radio"].includes(element.type)) element.checked = given.get(element.name).includes(element.value);
      else if (element.type !== "file") element.value = given.get(element.name)[0];
    });
    form.querySelectorAll("canvas").forEach((each) => each.dispatchEvent(new Event("show")));
  };
  const photos = async () => {
    const kept = await store.photosOf(here.id);
    document.getElementById("photos").replaceChildren(...kept.map((photo, place) => {
      const row = copy("photo");
      fill(row, { name: visits.say("photo", place + 1) });
      row.querySelector("button").addEventListener("click", async () => { await store.dropPhoto(photo.id); changed(); photos(); });
      return row;
    }));
  };

  /* One household is filled in in one tab at a time: the lock is held until it is left. */
  const open = async (file) => {
    const free = await new Promise((known) => {
      navigator.locks.request(`niudai-visit-${file}`, { ifAvailable: true }, (lock) => {
        if (!lock) { known(null); return null; }
        return new Promise((release) => known(release));
      });
    });
    if (!free) { tell("other_tab"); return; }
    const home = (await store.homes()).find((each) => each.id === file);
    const kept = (await store.surveys()).find((each) => each.file === file);
    const survey = kept || {
      id: crypto.randomUUID(), file, name: home.name, reference: home.reference,
      fields: [["visited_on", new Date().toLocaleDateString("sv-SE")]],
    };
    here = { ...survey, release: free };
    typed(survey);
    fill(document.getElementById("whose"), {
      name: survey.name, reference: survey.reference, address: home?.address || "", people: home ? people(home) : "",
    });
    document.getElementById("said").textContent = survey.said || "";
    await photos();
    page.dataset.open = "survey";
    tell("");
    window.scrollTo(0, 0);
    document.getElementById("whose").focus();
  };
  const leave = async () => {
    here?.release();
    here = null;
    await show();
    page.dataset.open = "lists";
  };

  let later;
  const keep = async (state = "draft") => {
    clearTimeout(later);
    if (!here) return;
    const { release, changed: _, ...survey } = here;
    await store.putSurvey({ ...survey, state, said: state === "draft" ? survey.said : "", fields: fields() });
    document.getElementById("kept").textContent = visits.say("kept", new Date().toLocaleTimeString());
  };
  const changed = () => {
    clearTimeout(later);
    here.changed = true; // a finished survey that is only looked at stays finished
    later = setTimeout(keep, 300);
  };
  form.addEventListener("input", changed);
  document.addEventListener("visibilitychange", () => { if (document.hidden && here?.changed) keep(); });

  /* A photo of a phone has five megabytes: made smaller here, it is still readable. */
  const smaller = async (picked) => {
    const picture = await createImageBitmap(picked);
    const scale = Math.min(1, 1600 / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.8 })).arrayBuffer();
  };
  form.elements.photos.addEventListener("change", async ({ target }) => {
    try {
      for (const picked of target.files) await store.putPhoto(here.id, await smaller(picked));
      changed();
    } catch {
      tell("no_photo");
    }
    target.value = "";
    photos();
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const signed = form.elements.on_paper.checked
      || (form.elements.first_signature.value && form.elements.second_signature.value);
    if (!signed) { tell("not_signed"); told.scrollIntoView({ block: "center" }); return; }
    if (form.elements.first_surveyor.value.trim() === form.elements.second_surveyor.value.trim()) {
      tell("two_people"); told.scrollIntoView({ block: "center" }); return;
    }
    await keep("done");
    await leave();
    send();
  });
  document.getElementById("back").addEventListener("click", async () => {
    if (here.changed) await keep();
    leave();
  });

  const send = async () => {
    const outcome = await visits.send(page);
    await show();
    if (outcome) tell(outcome);
    document.getElementById("sign-in").hidden = outcome !== "sign_in";
  };
  document.getElementById("send").addEventListener("click", send);
  window.addEventListener("online", send);
  document.getElementById("wipe").addEventListener("click", async () => {
    if (!confirm(visits.say("wipe"))) return;
    await store.wipe();
    foreign = false;
    tell("wiped");
    show();
  });

  if (navigator.onLine) await navigator.serviceWorker.register(page.dataset.worker).catch(() => null);
  await forget();
  foreign = Boolean(await store.owner()) && (await visits.pass(page)).problem === "other";
  await show();
  page.hidden = false;
  if (foreign) tell("other");
  else send();
})();
