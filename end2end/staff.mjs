// People of the staff for a hall of one journey: made by the command line and by two hands in the console, as in a real city.
import { createHmac } from "node:crypto";
import { expect } from "@playwright/test";
import { TODAY, databaseIn, factsIn, run } from "./hall.mjs";

const PASSWORD = "violet kettle umbrella";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

// The code an app with this secret shows now (RFC 6238).
export function code(secret, now = Date.now()) {
  const bits = [...secret].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const mac = createHmac("sha1", key).update(step).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

// The first two accounts; what each has to type at the door.
export function first(folder) {
  const add = (name, role) =>
    run(["user", "add", name, "--role", role, "--database", databaseIn(folder), "--today", TODAY, ...factsIn(folder)]).trim();
  return { administrator: add("admin-a", "administrator"), supervisor: add("supervisor-a", "supervisor") };
}

// Comes in with a one-time code; what it gives back is a browser of that person.
export async function join(browser, options, oneTime) {
  const context = await browser.newContext(options);
  const headers = { origin: options.baseURL };
  await context.request.post("/staff/join", { form: { code: oneTime }, headers });
  const page = await (await context.request.get("/staff/join/secrets")).text();
  const secret = page.match(/<p class="secret">([^<]+)</)[1].replace(/[^A-Z2-7]/g, "");
  const form = { password: PASSWORD, again: PASSWORD, code: code(secret) };
  const joined = await context.request.post("/staff/join/secrets", { form, headers });
  expect(joined.ok(), await joined.text()).toBe(true);
  return context;
}

// An account, proposed by one and let stand by another; its one-time code.
export async function appoint(proposer, approver, account, headers) {
  const proposed = await proposer.request.post("/staff/accounts", { form: account, headers, maxRedirects: 0 });
  expect(proposed.status(), await proposed.text()).toBe(303);
  const proposal = new URL(proposed.headers().location, headers.origin).pathname;
  const approved = await approver.request.post(proposal, { form: { do: "approve" }, headers });
  const page = await approved.text();
  const shown = page.match(/<span class="secret">([^<]+)</);
  expect(shown, page).not.toBeNull();
  return shown[1].trim();
}

// A page with a virtual authenticator: the phone's own, which knows its owner. One of version 2.1 locks itself after it did not know
// its owner a few times, and the browser uses those up at once; an older one can be asked again.
export async function withAuthenticator(context, ctap2Version = "ctap2_1") {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const options = {
    protocol: "ctap2",
    ctap2Version,
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
    hasPrf: ctap2Version === "ctap2_1",
    isUserVerified: true,
    automaticPresenceSimulation: true,
  };
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", { options });
  const knowsOwner = (isUserVerified) => cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
  return { page, knowsOwner };
}

// Adds a passkey on one's own page.
export async function addPasskey(page, name) {
  await page.goto("/staff/passkeys");
  await page.getByLabel("名称").fill(name);
  await page.getByRole("button", { name: "在这台设备上添加" }).click();
  await expect(page.getByText("通行密钥已添加")).toBeVisible();
  await expect(page.getByRole("row", { name: new RegExp(name) })).toBeVisible();
}
