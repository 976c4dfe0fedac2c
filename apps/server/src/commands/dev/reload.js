// Loads the page again when the server says so, or when it is back after it was away.
let lost = false;
const source = new EventSource("/dev/reload");
source.onmessage = () => location.reload();
source.onerror = () => {
  lost = true;
};
source.onopen = () => {
  if (lost) location.reload();
};
addEventListener("beforeunload", () => source.close());
