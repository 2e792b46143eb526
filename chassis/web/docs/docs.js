"use strict";

// Shows an OpenAPI document: operations by tag, their parameters, bodies and answers.
// Everything is built by createElement and textContent: no text of the document becomes markup.

const TEXTS = {
  es: {
    filter: "Filtrar", loading: "Cargando…", failed: "No se pudo leer openapi.json.",
    none: "Nada coincide.", parameters: "Parámetros", body: "Cuerpo", answers: "Respuestas",
    name: "Nombre", where: "Lugar", type: "Tipo", description: "Descripción", required: "obligatorio",
    permission: "Permiso", open: "Sin sesión", other: "Otras",
  },
  en: {
    filter: "Filter", loading: "Loading…", failed: "openapi.json could not be read.",
    none: "Nothing matches.", parameters: "Parameters", body: "Body", answers: "Answers",
    name: "Name", where: "In", type: "Type", description: "Description", required: "required",
    permission: "Permission", open: "No session", other: "Others",
  },
};
const language = navigator.language.startsWith("en") ? "en" : "es";
const texts = TEXTS[language];
const METHODS = ["get", "post", "put", "patch", "delete"];

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function resolved(schema, api) {
  const reference = schema && schema.$ref;
  return reference ? api.components.schemas[reference.split("/").pop()] : schema;
}

function typeOf(schema) {
  if (!schema) return "";
  if (schema.$ref) return schema.$ref.split("/").pop();
  const either = schema.anyOf || schema.oneOf;
  if (either) return either.map(typeOf).join(" | ");
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.type === "array") return `[${typeOf(schema.items)}]`;
  const type = Array.isArray(schema.type) ? schema.type.join(" | ") : schema.type || "";
  return schema.format ? `${type} (${schema.format})` : type;
}

// An example of a schema's shape; recursion stops where a schema contains itself.
function shape(schema, api, seen = []) {
  if (!schema) return null;
  if (schema.$ref) {
    if (seen.includes(schema.$ref)) return "…";
    return shape(resolved(schema, api), api, [...seen, schema.$ref]);
  }
  const either = schema.anyOf || schema.oneOf;
  if (either) return shape(either[0], api, seen);
  if (schema.properties) {
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, part]) => [name, shape(part, api, seen)]),
    );
  }
  if (schema.type === "array") return [shape(schema.items, api, seen)];
  return typeOf(schema);
}

function shown(schema, api) {
  return element("pre", { tabIndex: 0 }, JSON.stringify(shape(schema, api), null, 2));
}

function parameters(operation) {
  if (!operation.parameters) return null;
  const head = element("tr", {}, ...["name", "where", "type", "description"].map(
    (word) => element("th", { scope: "col" }, texts[word]),
  ));
  const rows = operation.parameters.map((one) => element(
    "tr", {},
    element("td", {}, element("code", {}, one.name), one.required ? ` · ${texts.required}` : ""),
    element("td", {}, one.in),
    element("td", {}, element("code", {}, typeOf(one.schema))),
    element("td", {}, one.description || ""),
  ));
  return element(
    "div", {}, element("h3", {}, texts.parameters),
    element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows)),
  );
}

function content(part, api) {
  const [type, media] = Object.entries(part.content || {})[0] || [];
  if (!media) return null;
  return element("div", {}, element("p", {}, element("code", {}, `${type}: ${typeOf(media.schema)}`)),
    type.includes("problem") ? null : shown(media.schema, api));
}

function details(operation, api) {
  const rights = operation["x-permission"]
    ? `${texts.permission}: ${operation["x-permission"]}`
    : operation.security && operation.security.length === 0 ? texts.open : "";
  return element(
    "div", {},
    operation.description ? element("p", {}, operation.description) : null,
    rights ? element("p", { className: "note" }, rights) : null,
    parameters(operation),
    operation.requestBody ? element("h3", {}, texts.body) : null,
    operation.requestBody ? content(operation.requestBody, api) : null,
    element("h3", {}, texts.answers),
    ...Object.entries(operation.responses).map(([status, answer]) => element(
      "div", {}, element("p", {}, element("strong", {}, status), ` ${answer.description}`),
      content(answer, api),
    )),
  );
}

function entry(path, method, operation, api) {
  const made = element(
    "details", { id: operation.operationId },
    element(
      "summary", {}, element("span", { className: "method" }, method), element("code", {}, path),
      ` ${operation.summary || ""}`,
    ),
  );
  // Built when it is opened: a hundred operations with their shapes are slow to lay out at once.
  made.addEventListener("toggle", () => {
    if (made.open && made.children.length === 1) made.append(details(operation, api));
  });
  made.dataset.words = `${method} ${path} ${operation.summary || ""}`.toLowerCase();
  return made;
}

function sections(api) {
  const byTag = new Map();
  for (const [path, operations] of Object.entries(api.paths)) {
    for (const method of METHODS.filter((one) => operations[one])) {
      const tag = (operations[method].tags || [texts.other])[0];
      if (!byTag.has(tag)) byTag.set(tag, []);
      byTag.get(tag).push(entry(path, method, operations[method], api));
    }
  }
  return [...byTag.entries()].sort(([a], [b]) => a.localeCompare(b, language)).map(
    ([tag, entries]) => element("section", {}, element("h2", {}, tag), ...entries),
  );
}

function filter(main, none, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const section of main.querySelectorAll("section")) {
    let inside = 0;
    for (const one of section.querySelectorAll("details")) {
      one.hidden = !words.every((word) => one.dataset.words.includes(word));
      inside += one.hidden ? 0 : 1;
    }
    section.hidden = inside === 0;
    found += inside;
  }
  none.hidden = found > 0;
}

async function start() {
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-text]")) {
    node.textContent = texts[node.dataset.text];
  }
  const main = document.getElementById("operations");
  const input = document.getElementById("filter");
  input.form.addEventListener("submit", (event) => event.preventDefault());
  try {
    const answer = await fetch("openapi.json");
    if (!answer.ok) throw new Error(String(answer.status));
    const none = element("p", { hidden: true }, texts.none);
    main.replaceChildren(...sections(await answer.json()), none);
    input.addEventListener("input", () => filter(main, none, input.value));
    const linked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (linked && location.hash) { linked.open = true; linked.scrollIntoView(); }
  } catch {
    main.replaceChildren(element("p", { role: "alert" }, texts.failed));
  }
}

start();
