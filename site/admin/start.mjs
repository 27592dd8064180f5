// Starts the workshop. While editing on one machine, the key of this run is in the address (after #, so that no
// server is told) and is kept in the browser, where Sveltia looks for whoever has signed in.

const key = new URLSearchParams(location.hash.slice(1)).get("key");
if (key) {
  localStorage.setItem("sveltia-cms.user", JSON.stringify({ backendName: "gitea", token: key }));
  history.replaceState(null, "", location.pathname);
}

const say = (...sentences) => {
  for (const [lang, text] of sentences) {
    const said = document.createElement("p");
    said.lang = lang;
    said.textContent = text;
    document.body.append(said);
  }
};

const start = async () => {
  const config = await (await fetch("config.json")).json();
  if (!config.backend) {
    say(
      ["fr", "L’atelier n’est pas encore ouvert ici : aucun dépôt ne lui est relié. Sur votre machine : make edit."],
      ["en", "The workshop is not open here yet: no repository is connected to it. On your machine: make edit."],
    );
    return;
  }
  const [{ default: CMS }, formats] = await Promise.all([import("./sveltia/index.js"), import("./keep.mjs")]);
  CMS.registerCustomFormat("page-frontmatter", "md", formats.page);
  CMS.registerCustomFormat("words", "yml", formats.words);
  CMS.registerCustomFormat("facts", "yml", formats.facts);
  CMS.init({ config: { ...config, load_config_file: false } });
};

start().catch((error) => {
  say(
    ["fr", "L’atelier n’a pas pu être ouvert : ses fichiers manquent. Relancez la construction avec un accès au réseau."],
    ["en", "The workshop could not be opened: its files are missing. Build it again with access to the network."],
  );
  throw error;
});
