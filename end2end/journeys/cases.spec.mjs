// One report from the first touch of the form to its end, as everyone with a part in it meets it: a reporter without scripts (sealer.spec.mjs
// has the one with them); an intake that decides, an officer, a reviewer, a custodian, a recused officer and an administrator. On a phone.
import { rmSync } from "node:fs";
import { city, freePort, serve } from "../hall.mjs";
import { expect, see, test } from "../see.mjs";
import { appoint, first, join } from "../staff.mjs";

test.describe.configure({ mode: "serial" });

const UNIT = "cdi-haigang";
let folder;
let address;
let stop;

test.beforeAll(async ({}, info) => {
  if (!["phone", "phone-nojs"].includes(info.project.name)) return;
  test.setTimeout(120_000);
  folder = city();
  const codes = first(folder);
  address = `http://127.0.0.1:${await freePort()}`;
  stop = await serve(folder, address);
  folder = { path: folder, codes };
});

test.afterAll(async () => {
  await stop?.();
  if (folder) rmSync(folder.path, { recursive: true, force: true });
});

test.beforeEach(async ({}, info) => {
  test.skip(!["phone", "phone-nojs"].includes(info.project.name), "the journey of a case is one of a phone");
});

// The plain way: what somebody without scripts does, and somebody with scripts may choose.
async function report(page, what) {
  await page.goto(`${address}/report?plain=1`);
  await page.getByLabel("被举报人在哪里任职").or(page.getByLabel("被反映的人在哪里任职")).selectOption("130302");
  await page.getByRole("button", { name: "下一步" }).click();
  await expect(page.getByText("海港区纪委监委 受理")).toBeVisible();
  await page.getByLabel("单位", { exact: true }).fill("某局");
  await page.getByLabel("经过").fill(what);
  const receipt = (await page.locator(".receipt__code").innerText()).trim();
  await page.getByLabel("我已经抄好了").check();
  await page.getByRole("button", { name: "加密并发出" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("举报已收到");
  expect(page.url()).not.toContain(receipt);
  return receipt;
}

async function look(page, receipt) {
  await page.goto(`${address}/case`);
  await page.getByLabel("回执").fill(receipt);
  await page.getByRole("button", { name: "查看" }).click();
}

test("the pages of reporters fit a phone, and say what is wrong", async ({ page }) => {
  for (const path of ["/report", "/complain", "/case", "/cases", "/report/sent", "/en/report"]) {
    await page.goto(address + path);
    await see(page, `reports${path.replaceAll("/", "-")}`);
  }
  await page.goto(`${address}/report?plain=1`);
  await page.getByRole("button", { name: "下一步" }).click();
  await expect(page.getByRole("alert")).toContainText("请选择地方");
  await page.getByLabel("被反映的人在哪里任职").selectOption("130302");
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByLabel("有什么能证明").fill("保留的话");
  await page.getByRole("button", { name: "加密并发出" }).click();
  await expect(page.getByRole("alert")).toContainText("请写明发生了什么");
  await expect(page.getByLabel("有什么能证明")).toHaveValue("保留的话");
  await expect(page.getByText("请重新选择文件")).toBeVisible();
});

test("on the narrowest screen nothing is wider than it", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of ["/report", "/complain", "/case", "/cases"]) {
    await page.goto(address + path);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, path).toBeLessThanOrEqual(320);
  }
});

test("the quick way out leads to a page that could be anybody's", async ({ page }) => {
  await page.goto(`${address}/report`);
  await page.getByRole("link", { name: "快速离开" }).first().click();
  await expect(page).toHaveURL(/\/approvals\/items$/);
});

test("a report without scripts is found again by its receipt alone", async ({ page }) => {
  const receipt = await report(page, "只有承办组读得到的话");
  await look(page, receipt);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("已收到，正在决定是否受理");
  await expect(page.getByText("只有承办组读得到的话")).toHaveCount(0);
  await look(page, receipt.replace(/^./, (letter) => (letter === "0" ? "1" : "0")));
  // With scripts the device itself sees that a character is wrong, and sends nothing.
  await expect(page.locator("main form")).toContainText(/没有找到这个回执|回执有一个字符不对/);
});

test("a case lives through its stages by several hands", async ({ browser, page }, info) => {
  test.skip(info.project.name !== "phone", "once is enough");
  test.setTimeout(120_000);
  const { viewport, deviceScaleFactor, isMobile, hasTouch, locale, timezoneId } = info.project.use;
  const options = { viewport, deviceScaleFactor, isMobile, hasTouch, locale, timezoneId, baseURL: address };
  const headers = { origin: address };
  const administrator = await join(browser, options, folder.codes.administrator);
  const supervisor = await join(browser, options, folder.codes.supervisor);
  const person = async (name, title, unit, role) => {
    const oneTime = await appoint(administrator, supervisor, { name, title, unit, role }, headers);
    const context = await join(browser, options, oneTime);
    return context.newPage();
  };
  const intake = await person("intake-a", "受理员甲", UNIT, "intake-officer");
  const second = await person("intake-b", "受理员乙", UNIT, "intake-officer");
  const officer = await person("officer-a", "承办人甲", UNIT, "case-officer");
  const recused = await person("officer-b", "承办人乙", UNIT, "case-officer");
  const reviewer = await person("reviewer-a", "审核人甲", "cdi", "reviewer");
  const other = await person("reviewer-b", "审核人乙", "cdi", "reviewer");
  const custodian = await person("custodian-a", "保管人甲", "inspection", "custodian");

  // The hall holds the report of the journey before as well: ours is the one that was not there.
  const listed = async () => {
    await intake.goto("/staff/cases");
    const numbers = await intake.getByRole("link", { name: /^20261123-/ }).allInnerTexts();
    return numbers.map((number) => number.trim());
  };
  const before = await listed();
  const receipt = await report(page, "发生的事");
  const number = (await listed()).find((one) => !before.includes(one));
  await see(intake, "desk-list");
  await intake.getByRole("link", { name: number }).first().click();
  await see(intake, "desk-case");
  const path = `/staff/cases/${number}`;

  // Who keeps accounts reads no case.
  const admin = await administrator.newPage();
  expect((await admin.goto(path)).status()).toBe(403);

  const open = (who, name) => who.locator("summary", { hasText: name }).first().click();
  const agree = async (who) => {
    await who.goto(path);
    await who.getByRole("button", { name: "同意" }).click();
  };
  await open(intake, "提出回避");
  await intake.getByLabel("谁", { exact: true }).selectOption({ label: "承办人乙 · 海港区纪委监委" });
  await intake.locator("#exclude-ground").selectOption("interest");
  await intake.getByRole("button", { name: "提出回避" }).click();
  await agree(second);
  expect((await recused.goto(path)).status()).toBe(404);
  await recused.goto("/staff/cases");
  await expect(recused.getByText(number)).toHaveCount(0);

  await intake.goto(path);
  await open(intake, "受理");
  await intake.getByRole("button", { name: "受理", exact: true }).click();
  await expect(intake.getByText("已录入")).toBeVisible();
  await open(intake, "分派");
  await intake.locator("#assign-account").selectOption({ label: "承办人甲" });
  await intake.getByRole("button", { name: "分派" }).click();
  await agree(second);

  await officer.goto("/staff");
  await see(officer, "desk-work");
  await officer.goto(path);
  await officer.locator("#desk-text").fill("请补充时间");
  await officer.getByRole("button", { name: "发给来信人" }).click();
  await expect(officer.getByText("已加密发给来信人")).toBeVisible();
  await officer.locator("#identity-reason").selectOption("verify");
  await officer.getByRole("button", { name: "要求打开身份" }).click();

  await custodian.goto("/staff/openings");
  await see(custodian, "desk-openings");
  await custodian.getByRole("link", { name: "决定" }).click();
  await custodian.getByRole("button", { name: "不同意" }).click();
  await expect(custodian.getByText("没有等您决定的")).toBeVisible();

  await look(page, receipt);
  await expect(page.getByText("请补充时间")).toBeVisible();
  await expect(page.getByText("已有 1 人回避")).toBeVisible();
  await expect(page.getByText(/要求打开：核实真名/)).toBeVisible();
  await page.locator("#say").fill("是去年三月");
  await page.getByRole("button", { name: "补充情况" }).click();
  await expect(page.getByText("已发出，承办组会看到")).toBeVisible();
  await expect(page.getByText("是去年三月")).toBeVisible();

  const act = async (who, name, word) => {
    await who.goto(path);
    await open(who, name);
    const form = who.locator("details[open]", { hasText: name }).last();
    if (word) await form.locator("select[name=word]").selectOption(word);
    await form.getByRole("button", { name, exact: true }).click();
  };
  await act(officer, "作为线索移交评估");
  await act(officer, "处置线索", "preliminary");
  await agree(reviewer);
  await agree(other);
  await act(officer, "立案");
  await agree(reviewer);
  await agree(other);
  await act(officer, "移送审理");
  await agree(reviewer);
  await act(officer, "审理完毕");
  await agree(reviewer);
  await act(officer, "执行完毕");
  await agree(reviewer);
  await act(officer, "已反馈结果");

  await look(page, receipt);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("办理已结束");
  await page.getByRole("button", { name: "解决了", exact: true }).click();
  await expect(page.getByText("已记下：解决了")).toBeVisible();
});
