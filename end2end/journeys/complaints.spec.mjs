// A complaint: its words are readable to those who handle and moderate it, who sends it is sealed in the browser. And what moderators take
// out of its words can be appealed against with the receipt.
import { rmSync } from "node:fs";
import { city, freePort, serve } from "../hall.mjs";
import { CANARY, NOTHING, failure, filled, isScripted, kept, noted, send } from "../sealer.mjs";
import { expect, see, test } from "../see.mjs";
import { appoint, first, join } from "../staff.mjs";

test("who complains is sealed on the device, and what they say is not", async ({ page }, { project }) => {
  test.skip(!isScripted(project), "without scripts the server seals");
  const sent = await filled(page, "/complain");
  await expect(page.locator(".sealer__code")).toBeVisible();
  await see(page, "complain-sealer");
  await expect(send(page)).toBeDisabled();
  await noted(page);
  const receipt = await page.locator(".sealer__code").innerText();
  await page.locator("[name=address]").fill("河北大街 1 号");
  await page.locator("[name=public]").check();
  await send(page).click();
  await expect(page.getByRole("heading", { name: "您写的内容已经收到" })).toBeVisible();
  expect(sent.map((request) => new URL(request.url()).pathname)).toEqual(["/complain/sealed"]);
  const body = sent[0].postDataBuffer();
  for (const secret of [`申请人${CANARY}`, "申请人", "13800000000", "河北大街", receipt, receipt.replaceAll("-", "")]) {
    expect(body.includes(secret), `the request carries ${secret}`).toBe(false);
  }
  // The words are readable, as the page says.
  const { words, kind, public: isPublic } = JSON.parse(body);
  expect([words.what, words.unit, kind, isPublic]).toEqual([`收了材料没有答复${CANARY}`, "37 号窗口", "complaint", true]);
  expect(Object.keys(words)).not.toContain("name");
  expect(await kept(page)).toEqual(NOTHING);

  // With the receipt it is found, and the words wait for a moderator.
  await page.goto("/case");
  await page.getByLabel("回执").fill(receipt);
  await page.getByRole("button", { name: "查看" }).click();
  await expect(page.getByText("等审核，公众还看不到")).toBeVisible();
});

test.describe("a complaint that cannot be sealed", () => {
  test.use({ mayComplain: /Failed to load resource/ });
  test("is not sent", async ({ page }, { project }) => {
    test.skip(!isScripted(project), "without scripts there is nothing to block");
    await page.route("**/report/manifest/*", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { list: (await answer.json()).list } });
    });
    const sent = await filled(page, "/complain");
    await noted(page);
    await send(page).click();
    await expect(failure(page, "名单没有附上公开日志的证明")).toBeVisible();
    expect(sent).toEqual([]);
    await expect(page.locator("[name=what]")).toHaveValue(`收了材料没有答复${CANARY}`);
  });
});

test.describe("words that moderators change", () => {
  let folder;
  let address;
  let stop;

  test.beforeAll(async ({}, info) => {
    if (info.project.name !== "phone") return;
    test.setTimeout(120_000);
    const path = city();
    folder = { path, codes: first(path) };
    address = `http://127.0.0.1:${await freePort()}`;
    stop = await serve(path, address);
  });

  test.afterAll(async () => {
    await stop?.();
    if (folder) rmSync(folder.path, { recursive: true, force: true });
  });

  test("are appealed against with the receipt, and others decide", async ({ browser, page }, info) => {
    test.skip(info.project.name !== "phone", "once is enough, on a phone");
    test.setTimeout(120_000);
    const { viewport, deviceScaleFactor, isMobile, hasTouch, locale, timezoneId } = info.project.use;
    const options = { viewport, deviceScaleFactor, isMobile, hasTouch, locale, timezoneId, baseURL: address };
    const headers = { origin: address };
    const administrator = await join(browser, options, folder.codes.administrator);
    const supervisor = await join(browser, options, folder.codes.supervisor);
    const person = async (name, unit, role) => {
      const account = { name, title: name, unit, role };
      const context = await join(browser, options, await appoint(administrator, supervisor, account, headers));
      return context.newPage();
    };
    const first = await person("moderator-a", "hotline", "moderator");
    const second = await person("moderator-b", "hotline", "moderator");
    const reviewer = await person("reviewer-a", "office", "reviewer");

    await page.goto(`${address}/complain?plain=1`);
    await page.locator("select[name=division]").selectOption("130302");
    await page.getByRole("button", { name: "下一步" }).click();
    await page.locator("[name=unit]").fill("37 号窗口");
    await page.locator("[name=what]").fill("窗口的负责人不理人");
    await page.locator("[name=public]").check();
    const receipt = (await page.locator(".receipt__code").innerText()).trim();
    await page.getByLabel("我已经抄好了").check();
    await page.getByRole("button", { name: "加密并发出" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("已收到");
    const look = async () => {
      await page.goto(`${address}/case`);
      await page.getByLabel("回执").fill(receipt);
      await page.getByRole("button", { name: "查看" }).click();
    };
    const words = async (who) => {
      await who.goto("/staff/words");
      await who.getByRole("link", { name: /^窗口的/ }).click();
    };

    await words(first);
    await first.locator("summary", { hasText: "删去一部分后显示" }).click();
    await first.locator("#redact-text").fill("窗口的某人不理人");
    await first.locator("#redact-reason").selectOption("personal");
    await first.getByRole("button", { name: "删去一部分后显示" }).click();

    await look();
    await expect(page.getByText("删去一部分后公开")).toBeVisible();
    await expect(page.getByText("理由：涉及个人（《个人信息保护法》）")).toBeVisible();
    await expect(page.getByText(/由一名审核员决定/)).toBeVisible();
    await page.locator("summary", { hasText: "不同意，提出申诉" }).click();
    await page.getByLabel("为什么不同意").fill("他是公示过的负责人");
    await page.getByRole("button", { name: "不同意，提出申诉" }).click();
    await expect(page.getByText("申诉已提出")).toBeVisible();
    await expect(page.getByText(/2026年12月14日以前答复/)).toBeVisible();
    await see(page, "case-appeal");

    // Who took the words out cannot decide on the appeal.
    await words(first);
    await expect(first.getByText("他是公示过的负责人")).toBeVisible();
    await first.locator("summary", { hasText: "申诉成立" }).click();
    await first.getByRole("button", { name: /申诉成立/ }).click();
    await expect(first.getByText("做出原决定的人不能决定申诉")).toBeVisible();
    await words(second);
    await see(second, "desk-words-appeal");
    await second.locator("summary", { hasText: "申诉成立" }).click();
    await second.getByRole("button", { name: /申诉成立/ }).click();
    await words(reviewer);
    await reviewer.getByRole("button", { name: "同意", exact: true }).click();

    await look();
    await expect(page.getByText("已按原文公开")).toBeVisible();
    await page.goto(`${address}/cases/words`);
    await expect(page.getByText("窗口的负责人不理人")).toBeVisible();
  });
});
