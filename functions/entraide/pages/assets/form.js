// Makes the form easier where JavaScript runs: one step at a time, errors beside the question before going on,
// communes as soon as the postal code is typed. The rules are the server's: it is asked, nothing is judged here.
(() => {
  "use strict";
  const summary = document.getElementById("errors") || document.getElementById("notice");
  if (summary) summary.focus();
  const form = document.getElementById("form");
  if (!form) return;
  const words = form.dataset;
  const make = (tag, text, classes) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (classes) element.className = classes;
    return element;
  };
  const shown = (element) => element.getClientRects().length > 0;

  // The second half of a double click sends nothing more. Nothing is remembered of the first: no event tells that
  // somebody stopped a slow sending, and a button must then work again. The key makes sending twice harmless.
  form.addEventListener("click", (event) => {
    if (event.detail > 1 && event.target.closest("button[type=submit]")) event.preventDefault();
  });

  // Communes of a postal code, from a small file for its first two characters.
  const communes = new Map();
  const digits = (text) => text.normalize("NFKC").replace(/\D/g, "");
  const prefix = async (code) => {
    const key = code.slice(0, 2);
    if (!communes.has(key)) {
      const answer = await fetch(`/communes/${key}.json`);
      communes.set(key, answer.ok ? await answer.json() : {});
    }
    return communes.get(key)[code] || [];
  };
  const option = (path, code, name) => {
    const choice = make("div", "", "choice");
    const input = make("input");
    input.type = "radio";
    input.name = `${path}.commune`;
    input.value = code;
    input.id = `f-${path.replace(/[._]/g, "-")}-${code}`;
    const label = make("label", name);
    label.htmlFor = input.id;
    choice.append(input, label);
    return choice;
  };
  const offer = (place, found) => {
    const path = place.dataset.place;
    const box = place.querySelector("[data-communes]");
    box.replaceChildren();
    if (found.length === 1) {
      const hidden = make("input");
      hidden.type = "hidden";
      hidden.name = `${path}.commune`;
      hidden.value = found[0][0];
      box.append(make("p", words.found.replace("{name}", found[0][1])), hidden);
    } else if (found.length) {
      const group = make("fieldset");
      const choices = make("div", "", "choices");
      choices.append(...found.map(([code, name]) => option(path, code, name)));
      group.append(make("legend", words.choose), choices);
      box.append(group);
    }
  };
  const looked = new WeakMap(); // a question drawn anew is another place
  form.addEventListener("input", async (event) => {
    const input = event.target;
    const place = input.type === "text" && input.closest("[data-place]");
    if (!place) return;
    const code = digits(input.value);
    if (code === (looked.get(place) ?? digits(input.defaultValue))) return;
    looked.set(place, code);
    const found = code.length === 5 ? await prefix(code).catch(() => []) : [];
    if (code === looked.get(place)) offer(place, found);
  });

  // Rows come and go where they stand: the server draws the question again, and the rest of the page stays.
  const redrawn = async (button) => {
    const body = new URLSearchParams(new FormData(form));
    body.set("_action", button.value);
    const answer = await fetch(form.action, { method: "POST", headers: { accept: "text/html" }, body });
    if (!answer.ok) throw new Error("no form came back");
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };
  form.addEventListener("click", async (event) => {
    const button = event.target.closest('button[value^="add:"], button[value^="remove:"]');
    if (!button) return;
    event.preventDefault();
    const question = button.closest(".question");
    const drawn = await redrawn(button).then((page) => page.getElementById(question.id)).catch(() => null);
    if (!drawn) return form.requestSubmit(button);
    question.replaceWith(drawn);
    const added = button.value.startsWith("add:") && [...drawn.querySelectorAll(".row")].pop();
    (added ? added.querySelector("input, textarea") : drawn.querySelector('button[value^="add:"]')).focus();
  });

  // One step at a time, on the page where the form starts; a page with errors shows everything. The style of the page
  // puts away what is not the current step, and leaves each step its own `display`: whether it is asked at all is
  // known without the layout of the whole form, which takes a phone a while.
  const root = document.documentElement;
  const steps = [...form.querySelectorAll(".form-step")];
  if (!root.classList.contains("stepped") || steps.length < 2) return;
  let current = steps[0];
  const usable = () => steps.filter(shown);
  const starts = document.querySelectorAll(".form-start, #load");
  // The page has these from the start: an element put into the form has all its conditions tried again.
  const [next, check, previous] = form.querySelectorAll(".form-actions button");
  const progress = form.querySelector(".progress");

  const show = (step, focus) => {
    current = step;
    const list = usable();
    const at = list.indexOf(step);
    const said = words.stepWords.replace("{number}", at + 1).replace("{total}", list.length);
    if (progress.textContent !== said) progress.textContent = said; // written again, it would be read out again
    steps.forEach((each) => each.classList.toggle("form-step--current", each === step));
    starts.forEach((start) => { start.hidden = at > 0; });
    previous.hidden = at === 0;
    next.hidden = at === list.length - 1;
    check.hidden = !next.hidden;
    if (focus) {
      const heading = step.querySelector("h2");
      heading.focus({ preventScroll: true });
      progress.scrollIntoView({ block: "start" });
    }
  };
  const describe = (element, ids) => {
    if (ids.length) element.setAttribute("aria-describedby", ids.join(" "));
    else element.removeAttribute("aria-describedby");
  };
  const explains = (element) => (element.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
  const clear = (question) => {
    question.classList.remove("question--error");
    question.querySelectorAll(".question__error").forEach((error) => error.remove());
    question.querySelectorAll("[aria-invalid]").forEach((input) => input.removeAttribute("aria-invalid"));
    question.querySelectorAll('[aria-describedby*="error-"]').forEach((element) => {
      describe(element, explains(element).filter((id) => !id.startsWith("error-")));
    });
  };
  const tell = (question, message) => {
    const id = question.id.replace(/^q-/, "error-");
    const error = make("p", "", "question__error");
    error.id = id;
    error.append(make("span", `${words.error} `, "visually-hidden"), message);
    const before = question.querySelector(".choices, .parts, .place, .input");
    before.before(error);
    question.classList.add("question--error");
    const inputs = [...question.querySelectorAll("input:not([type=hidden]), textarea")];
    const described = question.querySelector(":scope > fieldset") || inputs[0];
    describe(described, [...explains(described), id]);
    // A radio or a box of several is not wrong by itself: the group is.
    const typed = described === inputs[0] ? [inputs[0]] : inputs.filter((input) => input.type === "text");
    typed.forEach((input) => input.setAttribute("aria-invalid", "true"));
    return inputs[0];
  };
  const ask = async () => {
    const body = new URLSearchParams(new FormData(form));
    body.set("_action", "inspect");
    const answer = await fetch(form.action, { method: "POST", headers: { accept: "application/json" }, body });
    return (await answer.json()).errors || [];
  };
  const faults = async () => {
    current.querySelectorAll(".question").forEach(clear);
    const errors = await ask().catch(() => []);
    return errors
      .map((error) => [current.querySelector(`[data-q="${CSS.escape(error.path)}"]`), error.message])
      .filter(([question]) => question && shown(question))
      .map(([question, message]) => tell(question, message));
  };
  next.addEventListener("click", async () => {
    next.disabled = true;
    const wrong = await faults();
    next.disabled = false;
    if (wrong.length) return wrong[0].focus();
    const list = usable();
    show(list[list.indexOf(current) + 1] || current, true);
  });
  previous.addEventListener("click", () => {
    const list = usable();
    show(list[Math.max(0, list.indexOf(current) - 1)], true);
  });
  // Enter means the button that is shown.
  form.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement;
    if (event.key === "Enter" && typing && !next.hidden) {
      event.preventDefault();
      next.click();
    }
  });
  form.addEventListener("change", (event) => {
    // A text changes as the next click begins: taking its error away then would move the page under the pointer.
    if (event.target.matches("[type=radio], [type=checkbox]")) clear(event.target.closest(".question"));
    show(current, false);
  });
  progress.hidden = false;
  root.classList.add("js-steps");
  show(steps[0], false);
})();
