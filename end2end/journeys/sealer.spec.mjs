// A report is sealed on the reporter's own device, and whatever goes wrong: nothing is sent, and the page says so.
import { CANARY, NOTHING, failure, filled, isScripted, kept, noted, send } from "../sealer.mjs";
import { expect, test } from "../see.mjs";


test("a report is sealed on the device, and only what is sealed leaves it", async ({ page }, { project }) => {
  test.skip(!isScripted(project), "without scripts the server seals");
  const sent = await filled(page);
  await expect(page.locator(".sealer__code")).toBeVisible();
  // The receipt stands before the button can be used.
  await expect(send(page)).toBeDisabled();
  await noted(page);
  const receipt = await page.locator(".sealer__code").innerText();
  const file = { name: `${CANARY}.txt`, mimeType: "text/plain", buffer: Buffer.from(`证据${CANARY}`.repeat(100)) };
  await page.locator("[name=files]").setInputFiles(file);
  await send(page).click();
  await expect(page.getByRole("heading", { name: "您的举报已经收到" })).toBeVisible();
  expect(sent.map((request) => new URL(request.url()).pathname.replace(/[0-9a-f-]{36}/, "ID"))).toEqual([
    "/report/parts/ID/0",
    "/report/sealed",
  ]);
  for (const request of sent) {
    const body = request.postDataBuffer();
    for (const secret of [CANARY, "11010519491231002X", "13800000000", receipt, receipt.replaceAll("-", "")]) {
      expect(body.includes(secret), `${request.url()} carries ${secret}`).toBe(false);
    }
  }
  // The receipt stays in sight, what was typed does not stay anywhere.
  await expect(page.locator(".sealer__code")).toHaveText(receipt);
  await expect(page.locator("[name=what]")).toBeHidden();
  await expect(page.getByRole("button", { name: "加密并发出" }), "nothing is left to be sent").toBeHidden();
  expect(await page.locator("[name=what]").inputValue()).toBe("");
  expect(await kept(page)).toEqual(NOTHING);
});

test("all that is missing is said at once, each with its field, and nothing is sent", async ({ page }, { project }) => {
  test.skip(!isScripted(project), "without scripts the server says it");
  const sent = await filled(page);
  await page.locator("[name=what]").fill("");
  await page.locator("[name=id_number]").fill("110105194912310021");
  await noted(page);
  await send(page).click();
  const list = page.locator(".sealer .error-summary");
  await expect(list.getByRole("link")).toHaveCount(2);
  await list.getByRole("link").first().click();
  await expect(page.locator("[name=what]")).toBeFocused();
  await expect(page.locator("[name=id_number]")).toHaveAttribute("aria-invalid", "true");
  expect(sent).toEqual([]);
});

test("an Enter in a field sends nothing before the receipt was written down", async ({ page }, { project }) => {
  test.skip(!isScripted(project), "without scripts the form is plain");
  const sent = await filled(page);
  await expect(page.locator(".sealer__code")).toBeVisible();
  await page.locator("[name=phone]").press("Enter");
  await expect(page).toHaveURL(/\/report$/);
  expect(sent).toEqual([]);
});

// What may go wrong, and what the server or the network does then.
const offered = (change) => (page) =>
  page.route("**/report/manifest/*", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: await change(await answer.json(), page) });
  });
const manifest = (change) => offered((it) => ({ ...it, list: change(it.list) }));
// The list and proof of another unit, as anybody can have them.
const ofAnother = async (page) => (await page.request.get("/report/manifest/cdi")).json();
// Another signature of the log's below the same checkpoint: one bit is not as it was.
const forged = (proof) => {
  const lines = proof.trimEnd().split("\n");
  const [dash, name, signature] = lines.at(-1).split(" ");
  const bytes = Buffer.from(signature, "base64");
  bytes[bytes.length - 1] ^= 1;
  return [...lines.slice(0, -1), [dash, name, bytes.toString("base64")].join(" "), ""].join("\n");
};
// The first hash beside the way to the root is another one.
const bent = (proof) =>
  proof.replace(/(\nindex \d+\n)([^\n]{43}=)/, (_, index) => `${index}${Buffer.alloc(32, 7).toString("base64")}`);
const answers = (status, body = "{}") => (page) =>
  page.route("**/report/manifest/*", (route) => route.fulfill({ status, contentType: "application/json", body }));
const replaced = (from, to) => manifest((signed) => ({ ...signed, manifest: signed.manifest.replace(from, to) }));
const stranger = "age15nsf9y4k28p83wth93tf7hafhvfajp45d2mge80ems45gz0c5gys3me64l";
const BLOCKED = {
  "there is no list of recipients": answers(404),
  "the list of recipients cannot be had": answers(503),
  "the list of recipients is no list": answers(200, "[]"),
  "the network is gone": (page) => page.route("**/report/manifest/*", (route) => route.abort()),
  "one officer alone has signed": manifest((signed) => ({ ...signed, signatures: signed.signatures.slice(0, 1) })),
  "one officer has signed twice": manifest((signed) => ({ ...signed, signatures: [signed.signatures[0], signed.signatures[0]] })),
  "nobody has signed": manifest((signed) => ({ ...signed, signatures: [] })),
  "a stranger's key stands in an officer's place": replaced(/age1[0-9a-z]+/, stranger),
  "the list was made to last": replaced(/"expires":"[^"]+"/, '"expires":"2027-11-30"'),
  "a custodian was made a reader": replaced('"role":"custodian"', '"role":"team"'),
  "the list is of another unit": replaced(/"unit":"[^"]+"/, '"unit":"cdi"'),
  "the list comes without a proof": offered(({ list }) => ({ list })),
  "the proof is of another list": offered(async ({ list }, page) => ({ ...(await ofAnother(page)), list })),
  "the leaf of the list was changed": offered((it) => ({ ...it, leaf: it.leaf.replace(/"at":"....-/, '"at":"2020-') })),
  "the list is not in the tree": offered((it) => ({ ...it, proof: bent(it.proof) })),
  "the checkpoint is signed by somebody else": offered((it) => ({ ...it, proof: forged(it.proof) })),
  "the proof is no proof": offered((it) => ({ ...it, proof: "c2sp.org/tlog-proof@v1\n" })),
  "this browser has seen another log": async (page) => {
    const [checkpoint, key] = await Promise.all(
      ["/log/checkpoint", "/log/key"].map(async (path) => (await page.request.get(path)).text()),
    );
    const [name] = key.split("+");
    const memory = { key: `${name}+00000000+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`, checkpoint };
    await page.addInitScript(([place, text]) => localStorage.setItem(place, text), [
      `sunhall-log ${name}`,
      JSON.stringify(memory),
    ]);
  },
};
// What the reporter reads of the public log.
const WHY = {
  "the list comes without a proof": "名单没有附上公开日志的证明",
  "the proof is of another list": "公开日志的证明说的不是这份名单",
  "the leaf of the list was changed": "这份名单不在公开日志里",
  "the list is not in the tree": "这份名单不在公开日志里",
  "the checkpoint is signed by somebody else": "公开日志的检查点签名不对",
  "the proof is no proof": "公开日志的证明读不懂",
  "this browser has seen another log": "不是您的浏览器见过的那一本",
};

test.describe("a list of recipients that cannot be believed", () => {
  // The browser reports each answer that is no success, and a request that never ended.
  test.use({ mayComplain: /Failed to load resource/ });
  for (const [what, block] of Object.entries(BLOCKED)) {
    test(`nothing is sent when ${what}`, async ({ page }, { project }) => {
      test.skip(!isScripted(project), "without scripts there is nothing to block");
      await block(page);
      const sent = await filled(page);
      await noted(page);
      await send(page).click();
      await expect(failure(page, "什么都没有发出")).toBeVisible();
      await expect(failure(page, WHY[what] ?? "")).toBeVisible();
      expect(sent).toEqual([]);
      // What was typed is still there, and the plain way waits to be chosen.
      await expect(page.locator("[name=what]")).toHaveValue(`收了材料没有答复${CANARY}`);
      await expect(page.getByRole("button", { name: "用普通方式发出" })).toBeVisible();
    });
  }
});

const ASLEEP = {
  "WebAssembly is blocked": (page) => page.route("**/*.wasm", (route) => route.abort()),
  "the script of the bundle is damaged": (page) =>
    page.route("**/browser_seal.*.js", (route) => route.fulfill({ contentType: "text/javascript", body: "throw 1" })),
  "the browser knows no WebAssembly": (page) => page.addInitScript(() => delete globalThis.WebAssembly),
  "the device gives no chance": (page) =>
    page.addInitScript(() => {
      Crypto.prototype.getRandomValues = () => {
        throw new Error("no entropy");
      };
    }),
};
test.describe("a sealer that cannot work", () => {
  test.use({ mayComplain: /Failed to load resource|Failed to fetch|dynamically imported|No WebAssembly here|^(Uncaught )?1$/ });
  for (const [what, block] of Object.entries(ASLEEP)) {
    test(`nothing can be sent when ${what}`, async ({ page }, { project }) => {
      test.skip(!isScripted(project), "without scripts the form is plain");
      await block(page);
      const sent = await filled(page);
      await expect(failure(page, "这个浏览器不能加密")).toBeVisible();
      await expect(send(page)).toBeDisabled();
      expect(sent).toEqual([]);
    });
  }
});

test.describe("an answer that is lost", () => {
  test.use({ mayComplain: /Failed to load resource/ });
  test("a report whose answer was lost goes again as it was, and is taken once", async ({ page }, { project }) => {
    test.skip(!isScripted(project), "without scripts the server's form does it");
    let lost = true;
    await page.route("**/report/sealed", async (route) => {
      if (!lost) return route.continue();
      lost = false;
      await route.fetch();
      await route.abort();
    });
    const sent = await filled(page);
    await noted(page);
    await send(page).click();
    await expect(page.getByText("没有收到回应")).toBeVisible();
    await send(page).click();
    await expect(page.getByRole("heading", { name: "您的举报已经收到" })).toBeVisible();
    const bodies = sent.map((request) => request.postData());
    expect(bodies.length).toBe(2);
    expect(bodies[0]).toBe(bodies[1]);
  });
});
