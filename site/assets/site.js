// The page works without any of this: it keeps the reader's choice of colours, and closes the menu with Escape.
(() => {
  "use strict";
  const root = document.documentElement;
  const stored = (() => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null; // storage is refused: the device's own setting holds
    }
  })();
  if (stored) root.dataset.theme = stored;
  // A form starts with its first step: the others are not even drawn while the script that brings them is under way.
  // Should that script not come, all of the form is there, as without JavaScript.
  if (!location.hash && !location.pathname.startsWith("/api/")) root.classList.add("stepped");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);

  const palette = () => {
    const button = document.querySelector("[data-palette]");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try {
        localStorage.setItem("theme", root.dataset.theme);
      } catch {
        // the choice holds for this page only
      }
    });
  };
  const menu = () => {
    const details = document.querySelector(".menu");
    if (!details) return;
    details.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !details.open) return;
      details.open = false;
      details.querySelector("summary").focus();
    });
  };
  // Told before a large file has left; the server says the same.
  const files = () => document.querySelectorAll("input[type=file][data-most]").forEach((input) => {
    input.addEventListener("change", () => {
      const size = input.files.length ? input.files[0].size : 1;
      const fault = size === 0 ? input.dataset.empty : size > Number(input.dataset.most) ? input.dataset.tooLarge : "";
      input.setCustomValidity(fault);
      if (fault) input.reportValidity();
    });
  });
  document.addEventListener("DOMContentLoaded", () => {
    if (!root.classList.contains("js-steps")) root.classList.remove("stepped");
    palette();
    files();
    menu();
    const contents = document.querySelector(".toc"); // beside the text, where there is room for it
    if (contents && matchMedia("(min-width: 76rem)").matches) contents.open = true;
  });
})();
