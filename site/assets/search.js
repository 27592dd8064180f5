// Search as one types, on the site map. What is typed stays on this device: the index comes in small files.
(() => {
  "use strict";
  const box = document.querySelector("[data-search]");
  if (!box) return;
  const input = box.querySelector("input");
  const status = box.querySelector("[role=status]");
  const list = box.querySelector("ol");
  const MOST = 10;
  let engine = null;
  let asked = 0;

  const started = () => {
    engine = engine || import("/pagefind/pagefind.js").then(async (pagefind) => {
      await pagefind.options({ excerptLength: 24 });
      return pagefind;
    });
    return engine;
  };
  const entry = (found) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const said = document.createElement("p");
    link.href = found.url;
    link.textContent = found.meta.title;
    said.append(...new DOMParser().parseFromString(found.excerpt, "text/html").body.childNodes);
    item.append(link, said);
    return item;
  };
  const counted = (count) => {
    const words = count === 0 ? box.dataset.none : count === 1 ? box.dataset.one : box.dataset.many;
    return words.replace("{count}", count);
  };
  const search = async () => {
    const typed = input.value.trim();
    asked += 1;
    const mine = asked;
    if (!typed) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    const answer = await (await started()).search(typed);
    const found = await Promise.all(answer.results.slice(0, MOST).map((each) => each.data()));
    if (mine !== asked) return;
    list.replaceChildren(...found.map(entry));
    status.textContent = counted(answer.results.length);
  };

  let waiting = 0;
  input.addEventListener("focus", started, { once: true });
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 200);
  });
  box.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  box.hidden = false;
})();
