// A hall for the length of one run: the built program, a small invented city in a temporary folder, a free port.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

// The day on which everything takes place, so that two runs show the same pages.
export const TODAY = "2026-11-23";

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function program() {
  const found = [process.env.SUNHALL_PROGRAM, "../target/debug/sunhall"].find((path) => path && existsSync(path));
  if (!found) throw new Error("sunhall is not built: run `cargo xtask test`, or name the program in SUNHALL_PROGRAM");
  return found;
}

// Playwright calls this before the first journey, and what it gives back after the last.
export default async function start() {
  const folder = city();
  const stop = await serve(folder, process.env.SUNHALL_ADDRESS);
  return async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

// A folder with the small invented city in it. `facts` makes what is the city's own differ from the repository's: it gets the folder and the
// text of city.toml, and gives back another; the folder then holds it for every command.
export function city(facts) {
  const folder = mkdtempSync(join(tmpdir(), "sunhall-end2end-"));
  if (facts) writeFileSync(join(folder, "city.toml"), facts(folder, readFileSync("../city.toml", "utf8")));
  run(["demo", "--database", databaseIn(folder), "--size", "small", "--today", TODAY, ...factsIn(folder)]);
  return folder;
}

// What every command is told where a folder holds a city of its own.
export function factsIn(folder) {
  const facts = join(folder, "city.toml");
  return existsSync(facts) ? ["--city", facts] : [];
}

export function databaseIn(folder) {
  return `sqlite:${join(folder, "hall.db")}`;
}

// Runs a command of the program to its end.
export function run(arguments_) {
  const ran = spawnSync(program(), arguments_, { encoding: "utf8" });
  if (ran.status !== 0) throw new Error(`sunhall ${arguments_[0]} failed: ${ran.stderr}`);
  return ran.stdout;
}

// Starts a command that goes on until it is stopped, and waits until it says where it listens.
export async function begin(arguments_) {
  const running = spawn(program(), arguments_, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const over = new Promise((resolve) => running.once("exit", resolve));
  await new Promise((resolve, reject) => {
    running.stdout.on("data", (text) => {
      said += text;
      if (said.includes("listens on")) resolve();
    });
    running.stderr.resume();
    running.once("exit", () => reject(new Error(`sunhall ended at once: ${said}`)));
  });
  const stop = async () => {
    running.kill("SIGTERM");
    await over;
  };
  return { said, stop };
}

// A server over the city of a folder; what it gives back stops it.
export async function serve(folder, address, more = []) {
  const database = databaseIn(folder);
  const sunhall = program();
  const listen = new URL(address).host;
  const site = process.env.SUNHALL_SITE ?? "../target/site";
  // All journeys come from one address, far quicker than a reader, so no rate is set.
  const arguments_ = ["--database", database, "--listen", listen, "--site", site, "--today", TODAY, "--rate", "0", ...factsIn(folder), ...more];
  const server = spawn(sunhall, ["serve", ...arguments_], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const keep = (text) => (said = (said + text).slice(-4000));
  server.stdout.on("data", keep);
  server.stderr.on("data", keep);
  const over = new Promise((resolve) => server.once("exit", resolve));
  const stop = async () => {
    server.kill("SIGTERM");
    await over;
  };

  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (server.exitCode !== null) throw new Error(`sunhall ended at once: ${said}`);
    const ready = await fetch(`${address}/readyz`).catch(() => undefined);
    // A list of recipients is offered once the public log holds it, and nobody can report before that. A city of its own has none yet.
    const hasNone = more.includes("--no-log") || factsIn(folder).length > 0;
    const offers = hasNone ? ready : await fetch(`${address}/report/manifest/cdi`).catch(() => undefined);
    if (ready?.ok && offers?.ok) return stop;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  throw new Error(`sunhall was not ready within twenty seconds: ${said}`);
}
