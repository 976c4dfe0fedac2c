// Starts the app on a page that the server has rendered. The texts of the page's language and the
// module are loaded side by side; the build puts hashed names in place of the two imports.
import init, { hydrate } from "./app.js";

// Leptos reads these when it hydrates; what a page needs is in blocks of data instead.
globalThis.__RESOLVED_RESOURCES = globalThis.__SERIALIZED_ERRORS = globalThis.__INCOMPLETE_CHUNKS = [];

const texts = document.getElementById("texts");

async function catalogue() {
  const response = await fetch(texts.href);
  if (!response.ok) {
    throw new Error(`${texts.href} answered ${response.status}`);
  }
  return response.text();
}

const [content] = await Promise.all([
  catalogue(),
  init({ module_or_path: new URL("./app.wasm", import.meta.url) }),
]);
await hydrate(texts.dataset.locale, content);
