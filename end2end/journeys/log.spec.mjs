// The public log as its readers meet it: a page that is true, one that waits, and one that somebody changed in the database.
// A hall of its own, because these journeys do to it what only an attacker does.
import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { begin, city, databaseIn, freePort, run, serve } from "../hall.mjs";
import { expect, test } from "../see.mjs";

const isScripted = (project) => project.use.javaScriptEnabled !== false;

test.describe.configure({ mode: "serial" });

let folder;
let address;
let stop;
let witness;

// The attacker's view: the triggers fall, and a value is another one.
function change(...statements) {
  const script = `
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], timeout=30)
names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
for name in names:
    database.execute("DROP TRIGGER " + name)
for statement in sys.argv[2:]:
    if database.execute(statement).rowcount != 1:
        sys.exit(statement + ": changed nothing")
database.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")
database.commit()
`;
  const ran = spawnSync("python3", ["-c", script, join(folder, "hall.db"), ...statements], { encoding: "utf8" });
  if (ran.status !== 0) throw new Error(`the database was not changed: ${ran.stderr}`);
}

async function text(path) {
  const answer = await fetch(`${address}${path}`);
  return answer.ok ? await answer.text() : "";
}

async function until(holds) {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("gave up waiting");
}

test.beforeAll(async () => {
  test.setTimeout(120_000);
  folder = city();
  address = `http://127.0.0.1:${await freePort()}`;
  stop = await serve(folder, address);
  await until(async () => Number((await text("/log/checkpoint")).split("\n")[1]) > 3000);
});

test.afterAll(async () => {
  await stop?.();
  await witness?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

async function anApproval(page) {
  await page.goto(`${address}/approvals?result=granted`);
  return await page.locator("main a[href*='/approvals/QHD']").first().getAttribute("href");
}

async function check(page) {
  await page.getByRole("link", { name: "检查本页" }).click();
}

const verdict = (page) => page.locator(".proof__verdict");

test("without scripts there are the proof file, the openings and the command", async ({ page }, { project }) => {
  test.skip(isScripted(project), "with scripts the page is checked in place");
  await page.goto(`${address}${await anApproval(page)}`);
  const panel = page.locator(".panel", { hasText: "公开日志" });
  await expect(panel.getByText(/第 [\d,]+ 行，自 .* 起记入/)).toBeVisible();
  await expect(panel.locator("code", { hasText: "sunhall log check 1.tlog-proof 1.json" })).toBeVisible();
  const proof = await panel.getByRole("link", { name: "证明文件" }).getAttribute("href");
  expect(await text(proof)).toContain("c2sp.org/tlog-proof@v1\nindex ");
  await panel.getByRole("link", { name: "检查本页" }).click();
  await expect(page).toHaveURL(`${address}/log`);
  await expect(page.getByRole("heading", { level: 1, name: "公开日志" })).toBeVisible();
});

test("a true page is proven, and says that nobody has witnessed it yet", async ({ page }, { project }) => {
  test.skip(!isScripted(project), "without scripts there is the command");
  const loaded = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto(`${address}${await anApproval(page)}`);
  await page.waitForLoadState("networkidle");
  expect(loaded.filter((path) => path.endsWith(".wasm") || path.startsWith("/log/"))).toEqual([]);
  await check(page);
  await expect(verdict(page)).toHaveText(/▲\s*属实，尚无见证/);
  await expect(page.getByText("您的浏览器第一次核对这本日志")).toBeVisible();
  await page.getByText(/逐项核对过的内容/).click();
  await expect(page.locator(".proof__name", { hasText: "/case/applicant/name" })).toBeVisible();
  await page.goto(`${address}/en${await anApproval(page)}`);
  await page.getByRole("link", { name: "Check this page" }).click();
  await expect(verdict(page)).toHaveText(/▲\s*True, not witnessed yet/);
  await expect(page.getByText(/It agrees with the \d+ lines your browser saw the last time/)).toBeVisible();
});

// A list, and what the addresses of its records begin with.
const KINDS = {
  approval: ["/approvals", "/approvals/QHD"],
  item: ["/approvals/items", "/approvals/items/"],
  trade: ["/trading?state=contracted", "/trading/ocds"],
  enterprise: ["/credit?has=negatives", "/credit/9"],
  penalty: ["/credit/penalties", "/credit/penalties/"],
};

for (const [kind, [list, begins]] of Object.entries(KINDS)) {
  test(`what a page of the kind ${kind} shows is what the log holds, in both languages`, async ({ page }, { project }) => {
    test.skip(!isScripted(project), "without scripts there is the command");
    await page.goto(`${address}${list}`);
    const links = page.locator(`main a[href^='${begins}']`);
    const hrefs = new Set(await links.evaluateAll((found) => found.map((link) => link.getAttribute("href"))));
    expect(hrefs.size).toBeGreaterThan(0);
    for (const href of [...hrefs].slice(0, 2)) {
      await page.goto(`${address}${href}`);
      expect(await page.locator("[data-fact]").count()).toBeGreaterThan(0);
      await check(page);
      await expect(verdict(page)).toHaveText(/▲\s*属实，尚无见证/);
      await page.goto(`${address}/en${href}`);
      await page.getByRole("link", { name: "Check this page" }).click();
      await expect(verdict(page)).toHaveText(/▲\s*True, not witnessed yet/);
    }
  });
}

test("a network that fails is told, and is not red", async ({ page }, { project }) => {
  test.skip(!isScripted(project), "without scripts there is the command");
  await page.addInitScript(() => {
    const fetch = window.fetch.bind(window);
    const isLog = (address) => String(address).startsWith("/log/");
    window.fetch = (address, ...more) => (isLog(address) ? Promise.reject(new TypeError("offline")) : fetch(address, ...more));
  });
  await page.goto(`${address}${await anApproval(page)}`);
  await check(page);
  await expect(verdict(page)).toHaveText(/○\s*没有查成/);
  await expect(page.getByText("没有取到 /log/checkpoint")).toBeVisible();
});

test("where the browser keeps nothing the check still works", async ({ page }, { project }) => {
  test.skip(!isScripted(project), "without scripts there is the command");
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("denied", "SecurityError");
      },
    });
  });
  await page.goto(`${address}${await anApproval(page)}`);
  await check(page);
  await expect(verdict(page)).toHaveText(/属实/);
  await expect(page.getByText("您的浏览器不保存数据")).toBeVisible();
});

test("with a witness it is green, and what came after the last checkpoint is pending", async ({ page }, { project }) => {
  test.skip(!isScripted(project), "without scripts there is the command");
  test.setTimeout(120_000);
  const log = (await text("/log/key")).trim();
  const port = await freePort();
  witness = await begin([
    ...["witness", "--listen", `127.0.0.1:${port}`, "--key", join(folder, "witness.key")],
    ...["--name", "court.example/w1", "--state", join(folder, "seen"), "--log", log],
  ]);
  const policy = join(folder, "policy");
  const key = witness.said.split("\n")[0];
  writeFileSync(policy, `log ${log}\nwitness 法院 ${key} http://127.0.0.1:${port}\nquorum 法院\n`);
  await stop();
  stop = await serve(folder, address, ["--log-policy", policy]);
  await until(async () => (await text("/log/checkpoint")).includes("— court.example/w1 "));
  await page.goto(`${address}${await anApproval(page)}`);
  await check(page);
  await expect(verdict(page)).toHaveText(/✓\s*属实，并有见证/);
  await expect(page.getByText(/法院 也见证了/)).toBeVisible();

  await stop();
  const file = join(folder, "enterprises.csv");
  const heading = "企业名称,统一社会信用代码,类型,登记状态";
  writeFileSync(file, `${heading}\n秦皇岛试行商贸有限公司,914403001922038216,有限公司,存续\n`);
  run(["import", "credit", file, "--database", databaseIn(folder)]);
  stop = await serve(folder, address, ["--log-policy", policy, "--no-log"]);
  await page.goto(`${address}/credit/914403001922038216`);
  await expect(page.getByText(/等待记入：还没有检查点包含它/)).toBeVisible();
  await check(page);
  await expect(verdict(page)).toHaveText(/○\s*等待记入/);
  await stop();
  stop = await serve(folder, address, ["--log-policy", policy]);
});

test("a value changed in the database is red, with both values", async ({ page }, { project }) => {
  test.skip(!isScripted(project), "without scripts there is the command");
  const href = await anApproval(page);
  const number = href.split("/").pop();
  await page.goto(`${address}${href}`);
  await check(page);
  await expect(verdict(page)).toHaveText(/属实/);
  change(`UPDATE version SET facts = replace(facts, '"licence_kind":"', '"licence_kind":"伪') WHERE key = '${number}' AND revision = 1`);
  await until(async () => (await text(href)).includes(">伪"));
  await page.reload();
  await check(page);
  await expect(verdict(page)).toHaveText(/■\s*不一致/);
  await expect(page.getByText(`approval/${number} 的内容不是当初记入的内容`)).toBeVisible();
  await expect(page.getByText("日志记着")).toBeVisible();
});

test("a list that says something else than the record is red, value by value", async ({ page }, { project }) => {
  test.skip(!isScripted(project), "without scripts there is the command");
  await page.goto(`${address}/credit/penalties`);
  const href = await page.locator("main a[href^='/credit/penalties/']").first().getAttribute("href");
  const key = decodeURIComponent(href.split("/").pop());
  change(`UPDATE penalties SET document = '伪〔2026〕1号' WHERE key = '${key}'`);
  await until(async () => (await text(href)).includes("伪〔2026〕1号"));
  await page.goto(`${address}${href}`);
  await check(page);
  await expect(verdict(page)).toHaveText(/■\s*不一致/);
  await expect(page.locator(".proof__value", { hasText: "伪〔2026〕1号" }).first()).toBeVisible();
  await expect(page.getByText("显示的值与记入的值不同").first()).toBeVisible();
});
