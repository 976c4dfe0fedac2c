// Starts the app on a page that the server has rendered. The texts of the page's language and the
// module are loaded side by side; the build puts hashed names in place of the two imports.
import init, { hydrate } from "./app.js";

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
hydrate(texts.dataset.locale, content);
