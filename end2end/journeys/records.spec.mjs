// A reader goes from a list to one record and looks at it, in each register and in both languages.
import { expect, see, test } from "../see.mjs";

// The first link of the page that leads to a record of this kind.
const first = (page, pattern) =>
  page.locator("main a[href]").evaluateAll(
    (links, source) => links.map((link) => link.getAttribute("href")).find((href) => new RegExp(source).test(href)),
    pattern,
  );

const RECORDS = {
  approval: { list: "/approvals", link: "/approvals/QHD\\d+$" },
  "approval-late": { list: "/approvals?card=red", link: "/approvals/QHD\\d+$" },
  item: { list: "/approvals/items", link: "/approvals/items/[0-9-]+$" },
  trade: { list: "/trading?state=contracted", link: "/trading/ocds-[^/?]+$" },
  enterprise: { list: "/credit/penalties", link: "/credit/9[0-9A-Z]{17}$" },
};

for (const [name, { list, link }] of Object.entries(RECORDS)) {
  for (const [code, prefix] of [["zh", ""], ["en", "/en"]]) {
    test(`one ${name} in ${code}`, async ({ page }) => {
      await page.goto(prefix + list);
      const address = await first(page, link);
      expect(address, `${list} leads to a record`).toBeTruthy();
      const answer = await page.goto(address);
      expect(answer.status()).toBe(200);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      await see(page, `${name}-${code}`);
    });
  }
}

test("an approval says how many days were used, and of how many", async ({ page }) => {
  await page.goto("/approvals?card=red");
  await page.goto(await first(page, RECORDS.approval.link));
  await expect(page.getByRole("main")).toContainText("红牌");
  await expect(page.getByRole("heading", { name: "时限" })).toBeVisible();
  await expect(page.getByText(/已用 \d+ 个工作日/).first()).toBeVisible();
  await expect(page.getByText(/承诺 \d+/).first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "经过" })).toBeVisible();
});

test("a filter narrows the list, and its address can be sent to a friend", async ({ page }) => {
  await page.goto("/approvals");
  await page.getByLabel("红黄牌").selectOption("yellow");
  await page.getByRole("button", { name: "筛选" }).click();
  await expect(page).toHaveURL(/card=yellow/);
  await expect(page.getByLabel("红黄牌")).toHaveValue("yellow");
  await expect(page.locator("main").getByText("黄牌").first()).toBeVisible();
});

test("the next page follows the first without repeating it", async ({ page }) => {
  await page.goto("/approvals");
  const links = () =>
    page.locator("main a[href*='/approvals/QHD']").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  const before = await links();
  await page.getByRole("link", { name: /下一页/ }).click();
  const after = await links();
  expect(after.length).toBeGreaterThan(0);
  expect(after.filter((link) => before.includes(link))).toEqual([]);
});

test("two characters find an enterprise by its name", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("main").getByRole("searchbox").fill("旅游");
  await page.getByRole("main").getByRole("button", { name: "搜索" }).click();
  await expect(page).toHaveURL(/\/search\?q=/);
  const found = "main a[href^='/approvals/QHD'], main a[href^='/credit/9'], main a[href^='/trading/ocds']";
  await expect(page.locator(found).first()).toBeVisible();
  await expect(page.getByRole("main")).toContainText("旅游开发");
});

test("nonsense is answered politely and nothing is lost", async ({ page }) => {
  await page.goto("/search?q=%22%27%3B--%20OR%20(");
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  const answer = await page.goto("/approvals?from=31.02.2026&card=purple");
  expect([200, 422]).toContain(answer.status());
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
});

test("the language switch stays on the page", async ({ page }) => {
  await page.goto("/approvals?card=red");
  await page.getByRole("link", { name: "English" }).click();
  await expect(page).toHaveURL(/\/en\/approvals/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("a list can be taken away as data", async ({ page }) => {
  const csv = await page.request.get("/approvals.csv?card=red");
  expect(csv.headers()["content-type"]).toContain("text/csv");
  const [header, ...rows] = (await csv.text()).replace("\ufeff", "").trim().split("\r\n");
  expect(header.split(",").slice(0, 2)).toContain("number");
  expect(rows.length).toBeGreaterThan(0);
  const json = await (await page.request.get("/approvals.json?card=red")).json();
  expect(json.length ?? json.approvals?.length).toBe(rows.length);
});

test("the whole way by keyboard: skip link, search, first result", async ({ page, isMobile }) => {
  test.skip(isMobile, "a phone has no tab key");
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.locator(":focus")).toHaveText(/跳到/);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.locator(":focus")).toHaveAttribute("name", "q");
  await page.keyboard.type("许可");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/search\?q=/);
});
