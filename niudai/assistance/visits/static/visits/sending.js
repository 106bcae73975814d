/* Finished surveys go to the office when there is a network: one tab at a time, each survey under
   its own number, so that what was sent twice is kept once. Nothing leaves the phone before the
   office has said that it has it. */
visits.pass = async (page) => {
  if (!navigator.onLine) return { problem: "offline" };
  try {
    const response = await fetch(page.dataset.pass, { redirect: "manual", cache: "no-store" });
    if (response.type === "opaqueredirect") return { problem: "sign_in" };
    if (!response.ok) return { problem: "no_permission" };
    const pass = await response.json();
    return pass.owner === await visits.store.owner() ? pass : { problem: "other" };
  } catch {
    return { problem: "offline" };
  }
};
visits.send = (page) => navigator.locks.request("niudai-visits-send", { ifAvailable: true }, async (lock) => {
  if (!lock) return "";
  const waiting = (await visits.store.surveys()).filter((each) => each.state === "done");
  if (!waiting.length) return "";
  const pass = await visits.pass(page);
  if (pass.problem) return pass.problem;
  const outcomes = [];
  for (const survey of waiting) {
    const outcome = await visits.sendOne(page, pass, survey);
    if (!["sent", "held", "open"].includes(outcome)) return outcome;
    outcomes.push(outcome);
  }
  await visits.store.wipeIfEmpty();
  return ["held", "sent"].find((each) => outcomes.includes(each)) || "";
});
/* Never a survey that is open in a tab: what is typed there would be lost. */
visits.sendOne = (page, pass, { id, file }) => navigator.locks.request(
  `niudai-visit-${file}`, { ifAvailable: true }, async (lock) => {
    const survey = lock && await visits.store.survey(id);
    if (survey?.state !== "done") return "open"; // opened or changed meanwhile
    const body = new FormData();
    survey.fields.forEach(([name, value]) => body.append(name, value));
    body.set("client_id", survey.id);
    body.set("offline", "1");
    body.set("file", survey.file);
    for (const photo of await visits.store.photosOf(survey.id)) {
      body.append("photos", await visits.store.openPhoto(photo), `${photo.id}.jpg`);
    }
    let response;
    try {
      response = await fetch(page.dataset.send, {
        method: "POST", body, redirect: "manual", headers: { "X-CSRFToken": pass.csrf },
      });
    } catch {
      return "offline";
    }
    if (response.type === "opaqueredirect") return "sign_in";
    if (response.ok) {
      await visits.store.dropSurvey(survey.id);
      await visits.store.dropHome(survey.file);
    } else if (response.status === 409) {
      await visits.store.putSurvey({ ...survey, state: "held", said: (await response.json()).sentence });
      return "held";
    } else {
      return response.status === 403 ? "no_permission" : "later";
    }
    return "sent";
  },
);
