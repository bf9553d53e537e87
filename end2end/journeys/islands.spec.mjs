// The two islands: the server's own rules on the reader's machine, woken by the first touch, and the page without them.
import { expect, test } from "../see.mjs";

const isScripted = (project) => project.use.javaScriptEnabled !== false;

async function lateApproval(page) {
  await page.goto("/approvals?card=red");
  const href = await page.locator("main a[href*='/approvals/QHD']").first().getAttribute("href");
  return href;
}

test("a reading page brings no WebAssembly until it is touched", async ({ page }, { project }) => {
  test.skip(!isScripted(project), "without scripts there is nothing to wake");
  const loaded = [];
  page.on("request", (request) => loaded.push(request.url()));
  await page.goto(await lateApproval(page));
  await page.waitForLoadState("networkidle");
  expect(loaded.filter((url) => url.endsWith(".wasm"))).toEqual([]);
});

test("the phone recomputes the clock and agrees with the page", async ({ page }, { project }) => {
  test.skip(!isScripted(project), "without scripts the link leads to the rule");
  await page.goto(await lateApproval(page));
  await page.getByText("在您的手机上重新计算").click();
  await expect(page.getByText(/您的手机算出：用 \d+ 个工作日.*与公布的一致/)).toBeVisible();
});

test("without scripts the same link explains the rule", async ({ page }, { project }) => {
  test.skip(isScripted(project), "with scripts the phone computes");
  await page.goto(await lateApproval(page));
  await page.getByText("在您的手机上重新计算").click();
  await expect(page).toHaveURL(/\/methods/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
});

test("a credit code is checked as one types", async ({ page }, { project }) => {
  test.skip(!isScripted(project), "without scripts the server checks");
  await page.goto("/credit");
  const code = page.getByLabel("统一社会信用代码");
  await code.click();
  await code.pressSequentially("9144030019220382");
  await expect(page.getByText("已填 16 位，共 18 位")).toBeVisible();
  await code.pressSequentially("16");
  await expect(page.getByText(/代码无误/)).toBeVisible();
  await code.press("Backspace");
  await code.pressSequentially("7");
  await expect(page.getByText(/校验位不对/)).toBeVisible();
});

test("the server says the same about a wrong code, and keeps it", async ({ page }) => {
  const answer = await page.goto("/credit?code=914403001922038217");
  expect(answer.status()).toBe(422);
  await expect(page.getByText(/校验位不对/).first()).toBeVisible();
  await expect(page.getByLabel("统一社会信用代码")).toHaveValue("914403001922038217");
});
