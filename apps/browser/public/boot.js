// Makes the forms of a page before sign-in comfortable. The build puts a hashed name in place of the
// import and of the module's address.
import init, { start } from "./public.js";

await init({ module_or_path: new URL("./public.wasm", import.meta.url) });
start();
// Says that the page has come alive.
document.documentElement.dataset.alive = "";
