// Answers kept for later: a draft on this device and a file behind a passphrase, each only when the person asks for it.
// Passphrases and keys live in the memory of this page alone; they are neither sent nor stored.
// The form comes first: all this waits until the page has answered for itself.
setTimeout(() => {
  "use strict";
  const bar = document.getElementById("draft");
  if (!bar || !window.crypto?.subtle) return;
  const words = bar.dataset;
  const page = document.getElementById("form");
  const form = page?.querySelector(".form-step") && page; // with questions to answer, not a review
  const storage = (name) => {
    try {
      return window[name];
    } catch {
      return null; // refused by the reader's settings
    }
  };
  const device = storage("localStorage");
  const tab = () => storage("sessionStorage"); // which form's draft this tab writes, and which was sent; slow to open
  const PREFIX = "entraide-draft-";
  const mine = PREFIX + words.formId;

  // What is encrypted: AES-GCM under a key that PBKDF2 makes from the passphrase (OWASP's count of 2023).
  const ROUNDS = 600_000;
  const MOST_ROUNDS = 5_000_000; // a file that asks for more would only keep the browser busy
  const SHORTEST = 8;
  const random = (length) => crypto.getRandomValues(new Uint8Array(length));
  const encoded = (bytes) => btoa(Array.from(bytes, (each) => String.fromCharCode(each)).join(""));
  const decoded = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
  const keyOf = async (passphrase, salt, iterations) => {
    const typed = new TextEncoder().encode(passphrase.normalize("NFKC").trim());
    const base = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
    return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  };
  const lockOf = async (passphrase) => {
    const salt = random(16);
    return { salt, rounds: ROUNDS, key: await keyOf(passphrase, salt, ROUNDS) };
  };
  const locked = async ({ salt, rounds, key }, text) => {
    const iv = random(12);
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(text));
    return { salt: encoded(salt), iv: encoded(iv), rounds, data: encoded(new Uint8Array(data)) };
  };
  const opened = async (box, passphrase) => {
    if (!(box.rounds > 0 && box.rounds <= MOST_ROUNDS)) throw new Error("no count of ours");
    const lock = { salt: decoded(box.salt), rounds: box.rounds };
    lock.key = await keyOf(passphrase, lock.salt, lock.rounds);
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: decoded(box.iv) }, lock.key, decoded(box.data));
    return { lock, text: new TextDecoder().decode(text) };
  };

  // What is said, and where.
  const status = bar.querySelector("[role=status]");
  const buttons = { resume: bar.querySelector('[data-keep="resume"]'), clear: bar.querySelector('[data-keep="clear"]') };
  const dated = (at, how) => new Intl.DateTimeFormat(document.documentElement.lang, how).format(at);
  const long = (at) => dated(at, { dateStyle: "long", timeStyle: "short" });
  const show = (text, ...shown) => {
    bar.hidden = false;
    document.documentElement.classList.add("draft-shown"); // by script: a rule with `:has()` would be tried at each change
    status.textContent = text;
    for (const [name, button] of Object.entries(buttons)) button.hidden = !shown.includes(name);
  };
  const complain = (place, message, input) => {
    place.textContent = message;
    place.hidden = !message;
    if (!input) return;
    input.toggleAttribute("aria-invalid", Boolean(message));
    if (message) input.focus();
  };

  // The drafts of this device.
  const draftAt = (key) => {
    try {
      return JSON.parse(device.getItem(key));
    } catch {
      return null;
    }
  };
  const drafts = () => Object.keys(device ?? {}).filter((key) => key.startsWith(PREFIX));
  const expired = (draft) => !(draft?.at > Date.now() - Number.parseInt(words.days, 10) * 86_400_000);
  drafts().filter((key) => expired(draftAt(key))).forEach((key) => device.removeItem(key));

  const answers = () => {
    const hidden = [...form.querySelectorAll("[data-q]")].filter((each) => getComputedStyle(each).display === "none");
    const away = new Set(hidden.flatMap((each) => [...each.querySelectorAll("[name]")].map((input) => input.name)));
    const kept = {};
    for (const [name, value] of new FormData(form)) {
      if (value !== "" && !name.startsWith("_") && !away.has(name)) (kept[name] ??= []).push(value);
    }
    return { entraide: 1, form: words.formId, version: form.elements._version.value, answers: kept };
  };
  let keeping = false;
  let lock = null;
  let turn = 0;
  const store = (draft) => {
    try {
      device.setItem(mine, JSON.stringify(draft));
    } catch {
      return show(words.full, "clear");
    }
    tab()?.removeItem("sent");
    tab()?.setItem("keeping", words.formId);
    const said = lock ? words.keptLocked : words.kept;
    show(said.replace("{time}", dated(draft.at, { timeStyle: "short" })), "clear");
  };
  const write = async () => {
    const now = (turn += 1);
    const text = JSON.stringify(answers());
    const at = Date.now();
    if (!lock) return store({ at, text });
    const box = await locked(lock, text);
    if (keeping && now === turn) store({ at, locked: box });
  };
  let waiting = 0;
  const changed = () => {
    clearTimeout(waiting);
    if (keeping) waiting = setTimeout(write, 300);
  };
  const clear = () => {
    keeping = false;
    lock = null;
    clearTimeout(waiting);
    (form ? [mine] : drafts()).forEach((key) => device.removeItem(key));
    tab()?.removeItem("keeping");
    bar.querySelector("[data-unlock]").hidden = true;
    show(words.cleared);
    status.tabIndex = -1;
    status.focus();
  };
  buttons.clear.addEventListener("click", clear);

  // Taking answers up again: the server draws the questions, which stay where they are.
  const ask = (place) => {
    const asked = place.querySelector("[data-unlock]");
    const first = asked.hidden;
    asked.hidden = false;
    if (first) asked.querySelector("input").focus();
    return first;
  };
  const bring = async (text) => {
    const body = new FormData(form);
    body.set("_action", "load");
    body.set("_file", new File([text], "answers.txt"));
    const answer = await fetch(form.action, { method: "POST", headers: { accept: "text/html" }, body });
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
    const steps = [...form.querySelectorAll(".form-step")];
    const fresh = steps.map((step) => drawn.querySelector(`[data-step="${step.dataset.step}"]`));
    if (!fresh.length || fresh.includes(null)) throw new Error("no form came back");
    steps.forEach((step, number) => step.replaceChildren(...fresh[number].childNodes));
    document.querySelectorAll("#errors, #notice").forEach((each) => each.remove());
    const told = drawn.querySelector("#errors, #notice");
    form.before(told);
    form.dispatchEvent(new Event("change"));
    told.focus();
    return answer.ok;
  };
  const tryTo = async (place, passphrase, box, text) => {
    const input = place.querySelector("[data-unlock] input");
    const said = place.querySelector("[data-said]");
    complain(said, "", input);
    let found = { text, lock: null };
    if (box) {
      found = await opened(box, passphrase).catch(() => null);
      if (!found) return complain(said, words.wrong, input);
    }
    const brought = await bring(found.text).catch(() => null);
    if (brought === null) return complain(said, words.offline);
    input.value = "";
    place.querySelector("[data-unlock]").hidden = true;
    return brought && found;
  };
  const resume = async () => {
    const draft = draftAt(mine) ?? {};
    if (draft.locked && ask(bar)) return;
    const found = await tryTo(bar, bar.querySelector("input").value, draft.locked, draft.text);
    if (!found) return;
    keeping = true;
    lock = found.lock;
    await write();
  };
  buttons.resume.addEventListener("click", resume);

  // Files: what is locked is locked and opened here; the server makes and reads the rest.
  const LARGEST = 400_000;
  const boxIn = (text) => {
    const start = [...text.matchAll(/\{\s*"entraide"/g)].pop();
    try {
      return JSON.parse(text.slice(start.index)).locked;
    } catch {
      return undefined;
    }
  };
  const load = async (place) => {
    const file = document.getElementById("f-file").files[0];
    const asked = place.querySelector("[data-unlock]");
    const said = place.querySelector("[data-said]");
    if (file?.size > LARGEST) return complain(said, words.tooLarge);
    const text = file ? await file.text() : "";
    const box = boxIn(text);
    if (box && ask(place)) return;
    if (await tryTo(place, asked.querySelector("input").value, box, text)) place.open = false;
  };
  const save = async (secret) => {
    const said = page.querySelector('[data-said="file"]');
    if (secret.value.trim().length < SHORTEST) return complain(said, words.short, secret);
    complain(said, "", secret);
    const body = new URLSearchParams(new FormData(page));
    body.set("_action", "save");
    const answer = await fetch(page.action, { method: "POST", body }).catch(() => null);
    if (!answer?.ok) return complain(said, words.offline);
    const box = await locked(await lockOf(secret.value), await answer.text());
    const text = `${words.fileLocked}\n\n${JSON.stringify({ entraide: 1, locked: box }, null, 1)}\n`;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    link.download = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition"))[1];
    link.click();
    URL.revokeObjectURL(link.href);
    secret.value = "";
  };
  page?.addEventListener("submit", (event) => {
    const action = event.submitter?.value;
    const secret = document.getElementById("f-secret-file");
    const ours = (action === "load" && form) || (action === "save" && secret.value);
    if (ours) event.preventDefault();
    if (ours) (action === "load" ? load(document.getElementById("load")) : save(secret));
    if (action === "send" && tab()?.getItem("keeping") === words.formId) tab().setItem("sent", words.formId);
  });

  const keep = async () => {
    const secret = document.getElementById("f-secret-device");
    const said = page.querySelector('[data-said="device"]');
    const short = secret.value && secret.value.trim().length < SHORTEST;
    complain(said, short ? words.short : "", secret);
    if (short) return;
    lock = secret.value ? await lockOf(secret.value) : null;
    secret.value = "";
    keeping = true;
    bar.querySelector("[data-unlock]").hidden = true;
    await write();
  };
  const begin = () => {
    page.querySelectorAll("[data-script]").forEach((each) => { each.hidden = each.matches("[data-device]") && !(form && device); });
    page.querySelectorAll("[data-no-script]").forEach((each) => { each.hidden = true; });
    page.querySelector('[data-keep="device"]').addEventListener("click", keep);
    const draft = device && draftAt(mine);
    if (!draft) return;
    tab()?.removeItem("sent");
    const here = form && location.pathname.startsWith("/api/") && tab()?.getItem("keeping") === words.formId;
    keeping = Boolean(here && draft.text);
    if (keeping) return write();
    const said = here ? words.paused : words.found;
    show(said.replace("{date}", long(draft.at)), "clear", form && !here ? "resume" : "");
  };
  const end = () => {
    const sent = tab()?.getItem("sent");
    if (sent) {
      device.removeItem(PREFIX + sent);
      tab().removeItem("sent");
      tab().removeItem("keeping");
      show(words.sent);
    } else if (drafts().length) show(words.remains, "clear");
  };
  if (page) begin();
  else end();
  // Enter in these fields means the button that follows them, and never another step of the form.
  const follows = (field) => (button) => !button.hidden && field.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING;
  document.querySelectorAll(".keep input, .draft input").forEach((field) => field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.stopPropagation();
    if (field.type === "file") return;
    event.preventDefault();
    [...field.closest(".keep, .draft").querySelectorAll("button")].find(follows(field)).click();
  }));
  form?.addEventListener("input", changed);
  form?.addEventListener("change", changed);
});
