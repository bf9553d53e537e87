// A report is sealed on the reporter's own device, and whatever goes wrong: nothing is sent, and the page says so.
import { expect, test } from "../see.mjs";

const CANARY = "金丝雀七三九";
const isScripted = (project) => project.use.javaScriptEnabled !== false;

// From the first step to the form, filled in. Answers the requests that carried a body.
async function filled(page) {
  await page.goto("/report");
  await page.locator("select[name=division]").selectOption("130302");
  await page.locator("main form button[type=submit]").click();
  const sent = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(request));
  await page.locator("[name=person]").fill(`某人${CANARY}`);
  await page.locator("[name=what]").fill(`收了材料没有答复${CANARY}`);
  await page.locator("[name=name]").fill(`申请人${CANARY}`);
  await page.locator("[name=id_number]").fill("11010519491231002X");
  await page.locator("[name=phone]").fill("13800000000");
  return sent;
}

async function noted(page) {
  await expect(page.locator(".sealer__code")).toHaveText(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
  await page.locator(".sealer__noted").click();
}

const send = (page) => page.getByRole("button", { name: "加密并发出" });

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
  expect(await page.locator("[name=what]").inputValue()).toBe("");
  const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
  expect(kept).toEqual([0, 0, ""]);
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
const manifest = (change) => (page) =>
  page.route("**/report/manifest/*", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: change(await answer.json()) });
  });
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
};
const failure = (page, words) => page.locator(".sealer__failed:visible").filter({ hasText: words });

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

test("twenty megabytes are sealed within two seconds", async ({ page }, { project }) => {
  test.skip(project.name !== "desktop", "once is enough, on the machine that runs the tests");
  // What is sealed goes nowhere, or the way through the test's own proxy would be measured.
  await page.addInitScript(() => {
    const send = globalThis.fetch;
    globalThis.fetch = (path, asked) => {
      if (asked?.method !== "POST") return send(path, asked);
      if (path === "/report/sealed") globalThis.sealed = performance.now();
      return Promise.resolve(new Response("{}", { status: 201 }));
    };
    addEventListener("submit", () => (globalThis.begun = performance.now()), { capture: true });
  });
  await filled(page);
  await noted(page);
  await page.locator("[name=files]").setInputFiles({
    name: "film.mp4",
    mimeType: "video/mp4",
    buffer: Buffer.concat([Buffer.from("0000001866747970", "hex"), Buffer.alloc(20_000_000, 7)]),
  });
  await send(page).click();
  await expect(page.getByRole("heading", { name: "您的举报已经收到" })).toBeVisible({ timeout: 15_000 });
  const milliseconds = await page.evaluate(() => globalThis.sealed - globalThis.begun);
  console.log(`20 MB sealed in ${Math.round(milliseconds)} ms`);
  expect(milliseconds).toBeLessThan(2_000);
});
