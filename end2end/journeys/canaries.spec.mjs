// Reports sealed on the device, each with words that stand nowhere else: not one of them, and no receipt, is in any request, whatever
// its address, its head or its body. Two hundred where the whole is asked for.
import { expect, test } from "../see.mjs";

const REPORTS = process.env.SUNHALL_TEST_FULL ? 200 : 10;
const MARK = "zqcanary";
const PHONE = "1380073";

test("no word of a sealed report is in any request", async ({ page }, { project }) => {
  test.skip(project.name !== "desktop", "requests are the same on every screen");
  test.setTimeout(30_000 + REPORTS * 5_000);
  const sent = [];
  page.on("request", (request) => sent.push(request));
  const receipts = [];
  for (let number = 0; number < REPORTS; number += 1) {
    const secret = (what) => `${what}${MARK}${String(number).padStart(4, "0")}`;
    await page.goto("/report");
    await page.locator("select[name=division]").selectOption("130302");
    await page.locator("main form button[type=submit]").click();
    for (const field of ["unit", "person", "what", "when", "evidence", "name", "address"]) {
      await page.locator(`[name=${field}]`).fill(secret(field));
    }
    await page.locator("[name=phone]").fill(`${PHONE}${String(number).padStart(4, "0")}`);
    const code = page.locator(".sealer__code");
    await expect(code).toHaveText(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
    receipts.push(await code.innerText());
    await page.locator(".sealer__noted").click();
    if (number % 5 === 0) {
      const buffer = Buffer.from(`${" ".repeat(100_000)}${secret("file")}`);
      await page.locator("[name=files]").setInputFiles({ name: `${secret("filename")}.txt`, mimeType: "text/plain", buffer });
    }
    await page.getByRole("button", { name: "加密并发出" }).click();
    await expect(page.getByRole("heading", { name: "您的举报已经收到" })).toBeVisible();
  }
  const secrets = [MARK, PHONE, ...receipts.flatMap((receipt) => [receipt, receipt.replaceAll("-", "")])];
  const bodies = sent.filter((request) => request.method() === "POST" && request.url().endsWith("/report/sealed"));
  expect(bodies.length).toBe(REPORTS);
  // One expectation for all: there are a thousand requests and hundreds of secrets.
  const carried = [];
  for (const request of sent) {
    const body = request.postDataBuffer()?.toString("latin1") ?? "";
    const raw = [request.url(), JSON.stringify(request.headers()), body].join("\n");
    carried.push(...secrets.filter((secret) => raw.includes(secret)).map((secret) => `${request.url()} carries ${secret}`));
  }
  expect(carried).toEqual([]);
});
