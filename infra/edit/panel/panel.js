"use strict";
// While editing: asks for the page again when the editors' folder has changed, and tells what the gate found.

(() => {
  const french = document.documentElement.lang === "fr";
  const said = french
    ? {
        name: "Vérification des textes",
        broken: "L’aperçu montre le dernier état correct. À corriger d’abord :",
        faults: "À corriger",
        warnings: "À relire",
        fine: "Textes vérifiés : rien à corriger.",
        gone: "L’aperçu est arrêté : relancez make edit.",
        workshop: "Modifier dans l’atelier",
      }
    : {
        name: "Check of the texts",
        broken: "The preview shows the last sound state. Mend this first:",
        faults: "To be mended",
        warnings: "To be read again",
        fine: "Texts checked: nothing to mend.",
        gone: "The preview has stopped: run make edit again.",
        workshop: "Change it in the workshop",
      };

  const panel = document.createElement("aside");
  panel.className = "edit-panel";
  panel.setAttribute("aria-label", said.name);
  panel.lang = french ? "fr" : "en";

  const element = (name, text, parent) => {
    const made = document.createElement(name);
    made.textContent = text;
    parent.append(made);
    return made;
  };

  const list = (title, lines, open) => {
    if (!lines.length) return;
    const part = document.createElement("details");
    part.open = open;
    element("summary", `${title} (${lines.length})`, part);
    const entries = element("ul", "", part);
    entries.lang = "en";
    for (const line of lines) element("li", line, entries);
    panel.append(part);
  };

  const show = ({ broken, report }) => {
    panel.replaceChildren();
    panel.classList.toggle("edit-panel--faulty", broken.length + report.faults.length > 0);
    if (broken.length) {
      list(said.broken, broken, true);
    } else if (!report.faults.length && !report.warnings.length) {
      element("p", said.fine, panel);
    } else {
      list(said.faults, report.faults, true);
      list(said.warnings, report.warnings, false);
    }
    const workshop = element("a", said.workshop, element("p", "", panel));
    workshop.href = "/admin/";
  };

  const follow = async () => {
    let before;
    for (;;) {
      try {
        const answer = await fetch(`/edit/state?after=${before ? before.number : ""}`);
        const now = await answer.json();
        if (before && now.pages !== before.pages) {
          location.reload();
          return;
        }
        before = now;
        show(now);
      } catch {
        panel.replaceChildren();
        element("p", said.gone, panel);
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
    }
  };

  document.body.append(panel);
  follow();
})();
