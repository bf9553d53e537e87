// Passkeys as a person of the staff meets them: adding one, coming in with it, showing it again, and every way in which it does not
// work. The authenticator is the browser's own virtual one; a browser makes passkeys at `localhost` and never at 127.0.0.1.
import { rmSync } from "node:fs";
import { city, freePort, serve } from "../hall.mjs";
import { expect, see, test } from "../see.mjs";
import { addPasskey, appoint, first, join, withAuthenticator } from "../staff.mjs";

test.describe.configure({ mode: "serial" });

// The message of the browser where the portal says no to a passkey, or the browser's own dialogue ends.
test.use({ mayComplain: /Failed to load resource/ });

const PASSPHRASE = "六个没有人会放在一起的词语";
let folder;
let port;
let stop;
let people;

const here = () => `http://localhost:${port}`;
const runs = ({ project }) => project.name === "phone";

test.beforeAll(async ({ browser }, info) => {
  if (!runs(info)) return;
  test.setTimeout(120_000);
  folder = city();
  const codes = first(folder);
  port = await freePort();
  stop = await serve(folder, here());
  const { viewport, deviceScaleFactor, isMobile, hasTouch, locale, timezoneId } = info.project.use;
  const options = { viewport, deviceScaleFactor, isMobile, hasTouch, locale, timezoneId, baseURL: here() };
  const administrator = await join(browser, options, codes.administrator);
  const supervisor = await join(browser, options, codes.supervisor);
  people = { administrator, supervisor, options };
});

test.afterAll(async () => {
  await stop?.();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

test.beforeEach(({}, info) => {
  test.skip(!runs(info), "one browser with scripts is enough");
});

const signIn = (page) => page.getByRole("button", { name: "用通行密钥登录" });
const token = async (context) => (await context.cookies()).find((cookie) => cookie.name === "sunhall")?.value;

test("somebody adds a passkey, goes, and comes in with it", async () => {
  const { page } = await withAuthenticator(people.supervisor);
  await page.goto("/staff/passkeys");
  await expect(page.getByText("您还没有通行密钥")).toBeVisible();
  await see(page, "passkeys-none");
  // Without a name nothing is asked of the device.
  await page.getByRole("button", { name: "在这台设备上添加" }).click();
  await expect(page.getByText("请先填写名称")).toBeVisible();
  await expect(page.getByLabel("名称")).toBeFocused();
  await addPasskey(page, "我的手机");
  await see(page, "passkeys-one");

  // One authenticator makes one passkey for one account.
  await page.getByLabel("名称").fill("又一个");
  await page.getByRole("button", { name: "在这台设备上添加" }).click();
  await expect(page.getByText("这台设备上已经有您的通行密钥")).toBeVisible();

  await page.getByRole("button", { name: "退出" }).click();
  await expect(signIn(page)).toBeVisible();
  await see(page, "passkeys-door");
  await signIn(page).click();
  await expect(page).toHaveURL(`${here()}/staff`);
  await expect(page.getByRole("link", { name: "我的工作" })).toBeVisible();
  // By keyboard alone, in English, and to the page that was asked for.
  await page.getByRole("button", { name: "退出" }).click();
  await page.goto("/en/staff/sessions");
  await page.getByRole("button", { name: "Sign in with a passkey" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${here()}/en/staff/sessions`);
});

test("a passkey is shown again before what matters, and changes the session", async () => {
  const { page } = await withAuthenticator(people.administrator);
  await addPasskey(page, "办公室电脑");
  const before = await token(people.administrator);
  await page.goto("/staff/step-up?next=%2Fstaff%2Fsecrets");
  await see(page, "passkeys-step-up");
  await page.getByRole("button", { name: "用通行密钥验证" }).click();
  await expect(page).toHaveURL(`${here()}/staff/secrets`);
  expect(await token(people.administrator)).not.toBe(before);
});

test("who cancels or is not known again reads what to do, and may try again", async ({ browser }) => {
  const context = await browser.newContext(people.options);
  const { page } = await withAuthenticator(context);
  await page.goto("/staff/sign-in");
  // There is no passkey on this device.
  await signIn(page).click();
  await expect(page.getByRole("status")).toContainText("已取消，或等待太久，或这台设备上没有可用的通行密钥");
  await expect(signIn(page)).toBeEnabled();
  await expect(page).toHaveURL(`${here()}/staff/sign-in`);

  const known = await withAuthenticator(people.supervisor, "ctap2_0");
  await addPasskey(known.page, "另一台手机");
  await known.page.getByRole("button", { name: "退出" }).click();
  await known.knowsOwner(false);
  await signIn(known.page).click();
  await expect(known.page.getByRole("status")).toContainText("已取消");
  await known.knowsOwner(true);
  await signIn(known.page).click();
  await expect(known.page).toHaveURL(`${here()}/staff`);
  await context.close();
});

test("a browser without passkeys and a host without a name say so, and the password still works", async ({ page }) => {
  await page.goto(`http://127.0.0.1:${port}/staff/sign-in`);
  await expect(page.getByText(`通行密钥只能在 ${here()} 使用`)).toBeVisible();
  await expect(signIn(page)).toBeHidden();
  await page.addInitScript(() => delete window.PublicKeyCredential);
  await page.goto(`${here()}/staff/sign-in`);
  await expect(page.getByText("微信等应用内的浏览器大多如此")).toBeVisible();
  await expect(signIn(page)).toBeHidden();
  await see(page, "passkeys-unknown");
  await page.getByLabel("登录名").fill("nobody");
  await page.getByLabel("密码", { exact: true }).fill("violet kettle umbrella");
  await page.getByRole("button", { name: "下一步" }).click();
  await expect(page.getByRole("alert")).toContainText("登录名或密码不对");
});

test("a passkey becomes one more door to an officer's keys", async ({ browser }) => {
  test.setTimeout(90_000);
  const account = { name: "intake-p", title: "受理员丙", unit: "cdi-haigang", role: "intake-officer" };
  const headers = { origin: here() };
  const oneTime = await appoint(people.administrator, people.supervisor, account, headers);
  const officer = await join(browser, people.options, oneTime);
  const { page } = await withAuthenticator(officer);
  await page.goto("/staff/key");
  await page.locator("#new-passphrase").fill(PASSPHRASE);
  await page.locator("#new-passphrase-again").fill(PASSPHRASE);
  await page.getByRole("button", { name: "生成我的密钥" }).click();
  await expect(page.getByText("密钥已生成")).toBeVisible({ timeout: 30_000 });
  await page.goto("/staff/key");
  await expect(page.getByRole("link", { name: "请先在“通行密钥”页添加一个" })).toBeVisible();
  await addPasskey(page, "受理电脑");
  await page.goto("/staff/key");
  await page.locator("#door-passphrase").fill("别的一些不相干的词语在这里");
  await page.getByRole("button", { name: "添加这道门" }).click();
  await expect(page.getByText("口令不对，密钥没有打开")).toBeVisible({ timeout: 30_000 });
  await page.locator("#door-passphrase").fill(PASSPHRASE);
  await page.getByRole("button", { name: "添加这道门" }).click();
  await expect(page.getByText("已添加：您的密钥多了一道门")).toBeVisible({ timeout: 30_000 });
  await see(page, "passkeys-keys");
  const { slots } = await (await officer.request.get("/staff/keys")).json();
  expect(slots.map(({ slot }) => slot.door.kind).sort()).toEqual(["passkey", "passphrase", "recovery"]);
  await officer.close();
});

test("a passkey that was deleted opens nothing any more", async () => {
  const { page } = await withAuthenticator(people.supervisor);
  await addPasskey(page, "要丢的手机");
  const row = page.getByRole("row", { name: /要丢的手机/ });
  await row.getByRole("button", { name: "删除" }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole("button", { name: "退出" }).click();
  await signIn(page).click();
  await expect(page.getByRole("status")).toContainText("这个通行密钥不能用");
  await expect(page).toHaveURL(/\/staff\/sign-in/);
});
