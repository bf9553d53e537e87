// Every kind of page, in both languages, as each of the four readers sees it.
import { expect, see, test } from "../see.mjs";

const PAGES = {
  home: "/",
  search: "/search?q=%E8%AE%B8%E5%8F%AF",
  approvals: "/approvals",
  items: "/approvals/items",
  trading: "/trading",
  credit: "/credit",
  data: "/data",
  methods: "/methods",
  components: "/components",
  accessibility: "/accessibility",
  privacy: "/privacy",
  contact: "/contact",
  log: "/log",
  leaf: "/log/leaf/0",
};

for (const [name, path] of Object.entries(PAGES)) {
  for (const [code, prefix, lang] of [["zh", "", "zh-CN"], ["en", "/en", "en"]]) {
    test(`${name} in ${code}`, async ({ page }) => {
      const answer = await page.goto(prefix + (path === "/" && prefix ? "" : path));
      expect(answer.status()).toBe(200);
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      await see(page, `${name}-${code}`);
    });
  }
}

test("an address that is not there says so and leads on", async ({ page }) => {
  const answer = await page.goto("/approvals/NO-SUCH-NUMBER");
  expect(answer.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("没有找到这一页");
  await see(page, "error-404-zh");
  await page.goto("/en/no-such-page");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("We did not find this page");
  await see(page, "error-404-en");
});
