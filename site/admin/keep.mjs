// How the workshop reads and writes the editors' files: what was not changed stays as it was written, letter by
// letter, with its comments, quotes and line ends. Each file's own text travels along in the hidden field `kept`.
import { isMap, isScalar, isSeq, parseDocument } from "./yaml/index.js";

const WIDTH = 120;
const FRONT = /^---\n([\s\S]*?\n)---\n?([\s\S]*)$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const WORDS = /^[A-Za-zÀ-ÿ][\wÀ-ÿ’ ./-]*$/;
const UNQUOTED = /^[A-Za-zÀ-ÿ](?!.*(: | #|:$|\s$)).*$/;
const WORD_OF_YAML = /^(true|false|null|yes|no|on|off)$/i;

/** Names of fields hold no dots and are no numbers: `aced.none-owed` is `aced·none-owed` here, `3230` is `·3230`. */
const safe = (key) => (/^\d+$/.test(key) ? `·${key}` : key.replaceAll(".", "·"));
const original = (name) => name.replaceAll("·", ".").replace(/^\./, "");

const renamed = (value, rename) => {
  if (Array.isArray(value)) return value.map((each) => renamed(each, rename));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [rename(key), renamed(each, rename)]));
};

const read = (text) => {
  const document = parseDocument(text);
  if (document.errors.length) throw document.errors[0];
  return document;
};

const blank = (value) =>
  value === undefined || value === null || value === "" || value === false ||
  (Array.isArray(value) && !value.length) ||
  (typeof value === "object" && Object.values(value).every(blank));

const same = (before, after) => String(before ?? "").trimEnd() === String(after ?? "").trimEnd();

/** The text of a scalar, in the style of the one that it replaces. */
const scalar = (value, style, indent) => {
  const text = String(value);
  const words = { PLAIN: UNQUOTED, undefined: WORDS }[style];
  if (typeof value === "boolean" || (words && DAY.test(text))) return text;
  if (words?.test(text) && !WORD_OF_YAML.test(text)) return text;
  if (style === "QUOTE_SINGLE" && !text.includes("\n")) return `'${text.replaceAll("'", "''")}'`;
  if (style !== "QUOTE_DOUBLE" && text.trim().includes("\n")) return block("|-", text, indent, (line) => [line]);
  return JSON.stringify(text);
};

const block = (header, text, indent, folded) => {
  const lines = text.trimEnd().split("\n").flatMap(folded);
  return [header, ...lines.map((line) => (line ? " ".repeat(indent) + line : ""))].join("\n");
};

const wrapped = (width) => (paragraph, number) => {
  const lines = [];
  for (const word of paragraph.split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && `${line} ${word}`.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return number ? ["", ...lines] : lines;
};

/** Any value as new text, its lines below the first one indented. */
const written = (value, indent) => {
  const space = " ".repeat(indent);
  if (Array.isArray(value)) {
    return value.map((each) => `\n${space}- ${written(each, indent + 2).trimStart()}`).join("");
  }
  if (value !== null && typeof value === "object") {
    const lines = Object.entries(value).filter(([, each]) => !blank(each));
    return lines.map(([key, each]) => `\n${space}${entry(key, each, indent)}`).join("");
  }
  return scalar(value, undefined, indent);
};

const entry = (key, value, indent) => {
  const text = written(value, indent + 2);
  return text.startsWith("\n") ? `${key}:${text}` : `${key}: ${text}`;
};

class Splice {
  constructor(text, emptyGoes) {
    this.text = text;
    this.emptyGoes = emptyGoes;
    this.edits = [];
  }

  put(start, end, text) {
    this.edits.push({ start, end, text });
  }

  lineStart(at) {
    return this.text.lastIndexOf("\n", at - 1) + 1;
  }

  lineEnd(at) {
    const end = this.text.indexOf("\n", at);
    return end < 0 ? this.text.length : end + 1;
  }

  compare(node, value) {
    if (isMap(node) && value !== null && typeof value === "object" && !Array.isArray(value)) this.map(node, value);
    else if (isSeq(node) && Array.isArray(value)) this.list(node, value);
    else if (isScalar(node) && typeof value !== "object") this.scalar(node, value);
  }

  map(node, value) {
    const known = new Set();
    for (const pair of node.items) {
      const key = String(pair.key.value);
      known.add(key);
      if (!(key in value)) continue;
      if (this.emptyGoes && blank(value[key]) && !blank(pair.value?.toJSON())) this.remove(pair);
      else this.compare(pair.value, value[key]);
    }
    const fresh = Object.entries(value).filter(([key, each]) => !known.has(key) && !blank(each));
    if (fresh.length) this.append(node, fresh);
  }

  append(node, fresh) {
    const first = node.items[0].key.range[0];
    const indent = first - this.lineStart(first);
    const at = this.lineEnd(node.items.at(-1).value?.range[1] - 1);
    const before = this.text[at - 1] === "\n" ? "" : "\n";
    const lines = fresh.map(([key, each]) => `${" ".repeat(indent)}${entry(key, each, indent)}\n`);
    this.put(at, at, before + lines.join(""));
  }

  /** Takes a pair out, and what follows it when that is `gap`. */
  remove(pair, gap = "") {
    const end = this.lineEnd(pair.value.range[1] - 1);
    this.put(this.lineStart(pair.key.range[0]), end + (this.text.startsWith(gap, end) ? gap.length : 0), "");
  }

  list(node, value) {
    if (node.items.length === value.length) {
      node.items.forEach((item, number) => this.compare(item, value[number]));
      return;
    }
    const first = this.lineStart(node.items[0].range[0]);
    const indent = this.text.slice(first).search(/\S/);
    const style = node.items[0].type;
    const lines = value.map((each) =>
      typeof each === "object"
        ? `${" ".repeat(indent)}- ${written(each, indent + 2).trimStart()}\n`
        : `${" ".repeat(indent)}- ${scalar(each, style, indent + 2)}\n`,
    );
    this.put(first, this.lineEnd(node.items.at(-1).range[1] - 1), lines.join(""));
  }

  scalar(node, value) {
    if (same(node.value, value)) return;
    const [start, end] = node.range;
    const before = this.text.slice(start, end);
    if (!node.type?.startsWith("BLOCK")) {
      const line = this.lineStart(start);
      this.put(start, end, scalar(value, node.type, this.text.slice(line).search(/\S/) + 2));
      return;
    }
    const [header, ...lines] = before.split("\n");
    const indent = Math.max(lines.find((each) => each.trim())?.search(/\S/) ?? 2, 1);
    const folds = node.type === "BLOCK_FOLDED" && !/^\s/m.test(String(value));
    const text = folds
      ? block(header, String(value), indent, wrapped(WIDTH - indent))
      : block(header.replace(">", "|"), String(value), indent, (each) => [each]);
    this.put(start, end, before.endsWith("\n") ? `${text}\n` : text);
  }

  result() {
    const edits = this.edits.sort((one, other) => other.start - one.start);
    return edits.reduce((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), this.text);
  }
}

const spliced = (text, value, emptyGoes) => {
  const splice = new Splice(text, emptyGoes);
  splice.compare(read(text).contents, value);
  return splice.result();
};

/** Words of forms and mails, and the menu: names and texts as the file has them. */
export const words = {
  fromFile: (text) => ({ ...renamed(read(text).toJS(), safe), kept: text }),
  toFile: ({ kept, ...value }) => {
    const plain = renamed(value, original);
    return kept ? spliced(kept, plain, false) : written(plain, 0).trimStart();
  },
};

/** A page: what stands at its top, and its body. */
export const page = {
  fromFile: (text) => {
    const [, front, rest] = text.match(FRONT) ?? [null, "", text];
    return { ...read(front).toJS(), body: rest.replace(/^\n/, ""), kept: text };
  },
  toFile: ({ kept, body, ...front }) => {
    const [, before, rest] = kept?.match(FRONT) ?? [null, null, ""];
    const head = before === null ? `${written(front, 0).trimStart()}\n` : spliced(before, front, true);
    const gap = rest.startsWith("\n") || before === null ? "\n" : "";
    return `---\n${head}---\n${same(rest.replace(/^\n/, ""), body) ? rest : gap + (body ?? "")}`;
  },
};

/** The facts, as a list: each has its key. */
export const facts = {
  fromFile: (text) => ({
    facts: Object.entries(read(text).toJS()).map(([key, fact]) => ({ key, ...fact })),
    kept: text,
  }),
  toFile: ({ kept, facts: list }) => {
    const wanted = new Map(list.map(({ key, ...fact }) => [key.trim(), fact]));
    if (wanted.size < list.length) throw new Error("Two facts have the same key.");
    const splice = new Splice(kept, true);
    const known = read(kept).contents.items;
    for (const pair of known) {
      const fact = wanted.get(pair.key.value);
      if (fact) splice.compare(pair.value, fact);
      else splice.remove(pair, "\n");
    }
    const names = new Set(known.map((pair) => pair.key.value));
    for (const [key, fact] of wanted) {
      if (names.has(key)) continue;
      const next = known.find((pair) => pair.key.value > key);
      const at = next ? splice.lineStart(next.key.range[0]) : kept.length;
      const text = `${key}:${written(fact, 2)}\n`;
      splice.put(at, at, next ? `${text}\n` : `\n\n${text}`);
    }
    return splice.result();
  },
};
