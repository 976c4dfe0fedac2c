// Starts oauth2-mock-server, which is named by the first argument, and prints its issuer.
//
// Each line of the input replaces the claims that are added to tokens from then on, and is answered by
// a line. It ends with its input.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { OAuth2Server } = await import(pathToFileURL(process.argv[2]));
const server = new OAuth2Server();
await server.issuer.keys.generate("RS256");

let claims = {};
server.service.on("beforeTokenSigning", (token) => Object.assign(token.payload, claims));
await server.start(0, "127.0.0.1");
console.log(server.issuer.url);

for await (const line of createInterface({ input: process.stdin })) {
  claims = JSON.parse(line);
  console.log("ok");
}
await server.stop();
