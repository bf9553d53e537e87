// The sealed half of a case, with keys that nobody has made beforehand: staff make theirs in their browsers, key officers sign a list of
// them, a citizen's phone seals a report to it, and what is sealed is opened, answered, handed on and locked again on the devices of those
// who may. No passphrase, no private key and no opened word is in any request that a browser of the staff sends.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join as path } from "node:path";
import { city, freePort, run, serve } from "../hall.mjs";
import { expect, see, test } from "../see.mjs";
import { addPasskey, appoint, first, join, withAuthenticator } from "../staff.mjs";

test.describe.configure({ mode: "serial" });

const UNIT = "cdi-haigang";
const WHAT = "仓库里的话九五二七";
const NAME = "申请人九五二七";
const REPLY = "请补充是哪一天九五二七";
const ANSWER = "是三月的一天九五二七";
const LATER = "换了钥匙以后的话九五二七";
const phrase = (name) => `${name} keeps seven quiet words`;

// A photograph with a maker in it, and a film that nobody can clean.
const photo = Buffer.concat([
  Buffer.from("ffd8", "hex"),
  Buffer.from([0xff, 0xe1, 0, 21]),
  Buffer.from("Exif\0\0MakerOfPhotos"),
  Buffer.from("ffda000c03010002110311003f00", "hex"),
  Buffer.alloc(5_000, 0x55),
  Buffer.from("ffd9", "hex"),
]);
const film = Buffer.concat([Buffer.from("0000001866747970", "hex"), Buffer.alloc(3_000_000, 7)]);

let folder;
let address;
let stop;
let board;

test.beforeAll(async ({}, info) => {
  if (info.project.name !== "phone") return;
  test.setTimeout(120_000);
  folder = city((own, text) => {
    const officers = ["one", "two", "three"].map((name) => run(["officer", "key", path(own, `officer-${name}`)]).trim());
    const drawn = (id, role) => JSON.parse(run(["officer", "board", path(own, id), "--id", id, "--role", role]));
    board = [drawn("board-content", "recovery-content"), drawn("board-identity", "recovery-identity")];
    return text
      .replace(/officers = \[[^\]]*\]/, `officers = ${JSON.stringify(officers)}`)
      .replace(/# board = "age1…"/, `board = "${board[0].key}"`);
  });
  // By name: a browser makes passkeys at `localhost` and never at a number.
  address = `http://localhost:${await freePort()}`;
  stop = await serve(folder, address);
});

test.afterAll(async () => {
  await stop?.();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

test("a case is sealed, opened, answered, named and locked again by keys made on the spot", async ({ browser, page }, info) => {
  test.skip(info.project.name !== "phone", "the journey of a case is one of a phone");
  test.setTimeout(240_000);
  const { viewport, deviceScaleFactor, isMobile, hasTouch, locale, timezoneId } = info.project.use;
  const options = { viewport, deviceScaleFactor, isMobile, hasTouch, locale, timezoneId, baseURL: address };
  const headers = { origin: address };
  const sent = [];
  const complaints = [];
  // Everything a browser sends, before it is ciphered on the line: addresses, heads and bodies.
  const watch = (context) =>
    context.on("request", (request) => {
      const body = request.postDataBuffer() ?? Buffer.alloc(0);
      sent.push({ url: request.url(), text: Buffer.concat([Buffer.from(`${request.url()}\n${JSON.stringify(request.headers())}\n`), body]) });
    });
  const codes = first(folder);
  const administrator = await join(browser, options, codes.administrator);
  const supervisor = await join(browser, options, codes.supervisor);
  const person = async (name, title, unit, role) => {
    const oneTime = await appoint(administrator, supervisor, { name, title, unit, role }, headers);
    const context = await join(browser, options, oneTime);
    watch(context);
    const { page } = await withAuthenticator(context);
    page.on("pageerror", (error) => complaints.push(`${name}: ${error}`));
    return page;
  };
  const intake = await person("intake-a", "受理员甲", UNIT, "intake-officer");
  const second = await person("intake-b", "受理员乙", UNIT, "intake-officer");
  const officer = await person("officer-a", "承办人甲", UNIT, "case-officer");
  const other = await person("officer-b", "承办人乙", UNIT, "case-officer");
  const custodian = await person("custodian-a", "保管人甲", "inspection", "custodian");

  await test.step("each makes keys in their own browser", async () => {
    await intake.goto("/staff/key");
    await see(intake, "rooms-key");
    await intake.locator("#new-passphrase").fill("short");
    await intake.locator("#new-passphrase-again").fill("short");
    await intake.getByRole("button", { name: "生成我的密钥" }).click();
    await expect(intake.getByText("口令太短")).toBeVisible();
    for (const [who, name] of [[intake, "intake-a"], [second, "intake-b"], [officer, "officer-a"], [other, "officer-b"], [custodian, "custodian-a"]]) {
      await who.goto("/staff/key");
      await who.locator("#new-passphrase").fill(phrase(name));
      await who.locator("#new-passphrase-again").fill(phrase(name));
      const begun = Date.now();
      await who.getByRole("button", { name: "生成我的密钥" }).click();
      await expect(who.getByText("密钥已生成")).toBeVisible({ timeout: 30_000 });
      info.annotations.push({ type: "keys made", description: `${name}: ${Date.now() - begun} ms` });
    }
    await intake.goto("/staff/key");
    await expect(intake.getByText("恢复委员会", { exact: true })).toBeVisible();
    for (const [who, name] of [[officer, "officer-a"], [custodian, "custodian-a"]]) {
      await addPasskey(who, "办公电脑");
      await who.goto("/staff/key");
      await who.locator("#door-passphrase").fill(phrase(name));
      await who.getByRole("button", { name: "添加这道门" }).click();
      await expect(who.getByText("已添加：您的密钥多了一道门")).toBeVisible({ timeout: 30_000 });
    }
  });

  await test.step("two key officers sign a list, and two people enter it", async () => {
    expect((await page.request.get(`${address}/report/manifest/${UNIT}`)).status(), "no list stands yet").toBe(404);
    const draft = await administrator.request.get(`/staff/manifests/${UNIT}/draft`);
    const list = await draft.json();
    expect(list.holders.map(({ role }) => role).sort()).toEqual(["custodian", "team", "team"]);
    // The first list of a house gets its boards by hand; from the second on the draft has them.
    writeFileSync(path(folder, "list"), JSON.stringify({ ...list, holders: [...list.holders, ...board] }));
    writeFileSync(path(folder, "list-1"), run(["officer", "sign", "--key", path(folder, "officer-one"), path(folder, "list")]));
    const manifest = run(["officer", "sign", "--key", path(folder, "officer-three"), path(folder, "list-1")]).trim();
    const form = { unit: UNIT, manifest };
    const proposed = await administrator.request.post("/staff/manifests", { form, headers, maxRedirects: 0 });
    expect(proposed.status(), await proposed.text()).toBe(303);
    const proposal = new URL(proposed.headers().location, address).pathname;
    const own = await administrator.request.post(proposal, { form: { do: "approve" }, headers, maxRedirects: 0 });
    expect(own.status(), "who proposed it does not approve it").not.toBe(303);
    const approved = await supervisor.request.post(proposal, { form: { do: "approve" }, headers });
    expect(approved.ok(), await approved.text()).toBe(true);
    const stands = async () => (await page.request.get(`${address}/report/manifest/${UNIT}`)).status();
    await expect.poll(stands, { timeout: 20_000 }).toBe(200);
    const next = await (await administrator.request.get(`/staff/manifests/${UNIT}/draft`)).json();
    expect(next.holders.length).toBe(5);
    const console = await administrator.newPage();
    await console.goto("/staff/manifests");
    await see(console, "rooms-manifests");
  });

  const receipt = await test.step("a citizen's phone seals a report with two files", async () => {
    watch(page.context());
    await page.goto(`${address}/report`);
    await page.locator("select[name=division]").selectOption("130302");
    await page.locator("main form button[type=submit]").click();
    await page.locator("[name=unit]").last().fill("某局");
    await page.locator("[name=what]").fill(WHAT);
    await page.locator("[name=name]").fill(NAME);
    await expect(page.locator(".sealer__code")).toHaveText(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
    await page.locator(".sealer__noted").click();
    await page.locator("[name=files]").setInputFiles([
      { name: "我家的照片.jpg", mimeType: "image/jpeg", buffer: photo },
      { name: "我拍的.mp4", mimeType: "video/mp4", buffer: film },
    ]);
    await page.locator(".sealer__file").nth(1).getByText("就这样发给承办人").click();
    const receipt = (await page.locator(".sealer__code").innerText()).trim();
    await page.getByRole("button", { name: "加密并发出" }).click();
    await expect(page.getByRole("heading", { name: "您的举报已经收到" })).toBeVisible({ timeout: 30_000 });
    return receipt;
  });

  await intake.goto("/staff/cases");
  const number = (await intake.getByRole("link", { name: /^20261123-/ }).first().innerText()).trim();
  const room = `/staff/cases/${number}`;
  const status = (who) => who.locator(".opened__status");
  const unlock = async (who, name) => {
    await who.goto(room);
    await who.locator("#passphrase").fill(phrase(name));
    const begun = Date.now();
    await who.getByRole("button", { name: "打开案件" }).click();
    await expect(status(who)).toContainText("已在这部设备上打开", { timeout: 30_000 });
    return Date.now() - begun;
  };
  const open = (who, name) => who.locator("summary", { hasText: name }).first().click();
  const agree = async (who) => {
    await who.goto(room);
    await who.getByRole("button", { name: "同意" }).click();
  };

  // What the server cannot know of: the report names a unit, and one of the officers has declared a tie to it.
  const declared = { sort: "unit", words: "某局", do: "declare" };
  const told = await other.context().request.post("/staff/interests", { form: declared, headers });
  expect(told.ok(), await told.text()).toBe(true);
  await test.step("the intake reads the words; a wrong passphrase loses nothing", async () => {
    await intake.goto(room);
    await intake.locator("#passphrase").fill("seven words that are not it");
    await intake.getByRole("button", { name: "打开案件" }).click();
    await expect(status(intake)).toContainText("口令不对。什么都没有丢失", { timeout: 30_000 });
    await expect(intake.locator("#passphrase")).toHaveValue("");
    await expect(intake.getByText(WHAT)).toHaveCount(0);
    await intake.locator("#passphrase").fill(phrase("intake-a"));
    await intake.locator("#passphrase").press("Enter");
    await expect(intake.getByText(WHAT)).toBeVisible({ timeout: 30_000 });
    await expect(intake.getByText(NAME), "the name stays closed").toHaveCount(0);
    const tied = intake.locator(".opened__ties li");
    await expect(tied).toHaveCount(1);
    await expect(tied).toContainText("承办人乙 · 申报过利害关系");
    await see(intake, "rooms-opened");
  });

  await test.step("assigned by two, let in by one who can read; then the intake no longer can", async () => {
    await intake.goto(room);
    await open(intake, "受理");
    await intake.getByRole("button", { name: "受理", exact: true }).click();
    for (const title of ["承办人甲", "承办人乙"]) {
      await intake.goto(room);
      await open(intake, "分派");
      await intake.locator("#assign-account").selectOption({ label: title });
      await intake.getByRole("button", { name: "分派" }).click();
      await agree(second);
    }
    await officer.goto(room);
    await officer.locator("#passphrase").fill(phrase("officer-a"));
    await officer.getByRole("button", { name: "打开案件" }).click();
    await expect(status(officer)).toContainText("您还没有这件案件的钥匙");
    const begun = await unlock(intake, "intake-a");
    info.annotations.push({ type: "case opened", description: `${begun} ms` });
    for (const title of ["承办人甲", "承办人乙"]) {
      await intake.getByRole("button", { name: `让其加入 ${title}` }).click();
      await expect(status(intake)).toContainText(`${title} 现在打得开了`);
    }
    await intake.goto(room);
    await intake.locator("#passphrase").fill(phrase("intake-a"));
    await intake.getByRole("button", { name: "打开案件" }).click();
    await expect(status(intake)).toContainText("您还没有这件案件的钥匙");
  });

  const saved = async (who, name) => {
    const [download] = await Promise.all([who.waitForEvent("download"), who.getByRole("button", { name, exact: true }).click()]);
    const bytes = readFileSync(await download.path());
    return { name: download.suggestedFilename(), bytes };
  };
  await test.step("the officer opens it with a passkey; who has none is not offered one", async () => {
    await intake.goto(room);
    await expect(intake.getByRole("button", { name: "打开案件" })).toBeVisible();
    await expect(intake.getByRole("button", { name: "用通行密钥打开" })).toBeHidden();
    await officer.goto(room);
    await officer.getByRole("button", { name: "用通行密钥打开" }).click();
    await expect(status(officer)).toContainText("已在这部设备上打开", { timeout: 30_000 });
    await see(officer, "rooms-passkey");
  });
  await test.step("the officer saves the files on the device: the team's copy without its maker", async () => {
    await expect(officer.getByText(WHAT)).toBeVisible();
    const copy = await saved(officer, "保存第 1 个文件");
    expect(copy.name).toBe(`${number}-1.jpg`);
    expect(copy.bytes.includes("MakerOfPhotos")).toBe(false);
    expect(copy.bytes.length).toBeLessThan(photo.length);
    const whole = await saved(officer, "保存第 2 个文件");
    expect(whole.bytes.equals(film), "byte for byte").toBe(true);
    await expect(officer.getByText("这个文件没有去除痕迹")).toBeVisible();
    await expect(officer.getByText("原件和身份封在一起")).toBeVisible();
    await expect(status(officer)).toContainText("已保存为");
    await see(officer, "rooms-files");
  });

  const look = async () => {
    await page.goto(`${address}/case`);
    await page.getByLabel("回执").fill(receipt);
    await page.getByRole("button", { name: "查看" }).click();
  };
  const say = async (text) => {
    await page.locator("#say").fill(text);
    await page.getByRole("button", { name: "补充情况" }).click();
    await expect(page.getByText("已发出，承办组会看到")).toBeVisible();
  };
  await test.step("what is written is read on the other side, both ways", async () => {
    await officer.locator("#answer").fill(REPLY);
    await officer.getByRole("button", { name: "加密并发出" }).click();
    await expect(status(officer)).toContainText("已加密发出");
    await expect(officer.locator("#answer")).toHaveValue("");
    await look();
    await expect(page.getByText(REPLY)).toBeVisible();
    await say(ANSWER);
    await unlock(officer, "officer-a");
    await expect(officer.getByText(REPLY)).toBeVisible();
    await expect(officer.getByText(ANSWER)).toBeVisible();
  });

  await test.step("the name takes two, and the reporter reads who and why", async () => {
    await officer.goto(room);
    await officer.locator("#identity-reason").selectOption("verify");
    await officer.getByRole("button", { name: "要求打开身份" }).click();
    await custodian.goto("/staff/openings");
    await custodian.getByRole("link", { name: "决定" }).click();
    await see(custodian, "rooms-release");
    await custodian.locator("#passphrase").fill("seven words that are not it");
    await custodian.getByRole("button", { name: "交出身份密钥的另一半" }).click();
    await expect(status(custodian)).toContainText("口令不对", { timeout: 30_000 });
    await custodian.getByRole("button", { name: "用通行密钥交出" }).click();
    await expect(status(custodian)).toContainText("已交出", { timeout: 30_000 });
    await expect(custodian.getByText(NAME)).toHaveCount(0);
    await look();
    await expect(page.getByText(/保管人同意/)).toBeVisible();
    await expect(page.getByText(/打开了/)).toHaveCount(0);
    await unlock(officer, "officer-a");
    await expect(officer.getByText(NAME)).toBeVisible();
    const original = await saved(officer, "保存第 1 个文件的原件");
    expect(original.name).toBe("我家的照片.jpg");
    expect(original.bytes.equals(photo), "bit for bit").toBe(true);
    await expect(officer.getByText("原件带有拍摄时间")).toBeVisible();
    await see(officer, "rooms-named");
    // Who else is of the team has not asked, and does not read it.
    await unlock(other, "officer-b");
    await expect(other.getByText(WHAT)).toBeVisible();
    await expect(other.getByText(NAME)).toHaveCount(0);
    await look();
    await expect(page.getByText(/海港区纪委监委.*承办人.*打开了.*核实真名/)).toBeVisible();
  });

  await test.step("who is excluded reads nothing that comes: the next to open it makes a new key", async () => {
    await unlock(officer, "officer-a");
    await officer.getByRole("button", { name: "提出请 承办人乙 回避" }).click();
    await expect(officer.getByText("需要第二个人").first()).toBeVisible();
    await agree(intake);
    expect((await other.goto(room)).status()).toBe(404);
    await unlock(officer, "officer-a");
    await expect(officer.getByRole("heading", { name: "这件案件要换新钥匙" })).toBeVisible();
    await expect(officer.locator("#answer"), "nothing is written before").toBeHidden();
    await see(officer, "rooms-renewal");
    await expect(officer.locator(".opened__renewal li")).toHaveCount(2);
    await officer.getByRole("button", { name: "换新钥匙" }).click();
    await expect(status(officer)).toContainText("已换新钥匙");
    await look();
    await say(LATER);
    await unlock(officer, "officer-a");
    for (const text of [WHAT, REPLY, ANSWER, LATER]) await expect(officer.getByText(text)).toBeVisible();
  });

  await test.step("the board finds the officer's key again, and age opens the whole case with it", async () => {
    const own = await (await officer.context().request.get("/staff/keys")).json();
    const door = own.slots.find(({ slot }) => slot.door.kind === "recovery").slot;
    writeFileSync(path(folder, "door.age"), Buffer.from(door.sealed, "base64"));
    const age = (key, file) => spawnSync("age", ["-d", "-i", key, file], { encoding: "buffer" });
    const found = age(path(folder, "board-content"), path(folder, "door.age"));
    expect(found.status, found.stderr.toString()).toBe(0);
    const secret = found.stdout.toString("latin1").match(/AGE-SECRET-KEY-1[0-9A-Z]{58}/)[0];
    writeFileSync(path(folder, "own-key"), `${secret}\n`);
    await officer.goto(room);
    const [download] = await Promise.all([officer.waitForEvent("download"), officer.getByRole("link", { name: "带走案件" }).click()]);
    mkdirSync(path(folder, "taken"));
    await download.saveAs(path(folder, "case.tar"));
    const done = (ran) => expect(ran.status, `${ran.stderr}`).toBe(0);
    done(spawnSync("tar", ["-C", path(folder, "taken"), "-xf", path(folder, "case.tar")], { encoding: "utf8" }));
    const opened = path(folder, "opened");
    done(spawnSync("sh", ["../docs/open-case.sh", path(folder, "own-key"), path(folder, "taken", number), opened], { encoding: "utf8" }));
    expect(JSON.parse(readFileSync(path(opened, "report.json"), "utf8")).what).toBe(WHAT);
    expect(readFileSync(path(opened, "file-2-attachment")).equals(film)).toBe(true);
    expect(readFileSync(path(opened, "message-1"), "utf8")).toBe(REPLY);
    expect(readFileSync(path(opened, "message-3"), "utf8")).toBe(LATER);
    // Of somebody else's key nothing comes.
    const stranger = spawnSync("sh", ["../docs/open-case.sh", path(folder, "board-identity"), path(folder, "taken", number), path(folder, "none")]);
    expect(stranger.status).not.toBe(0);
  });

  await test.step("nothing of it was in what the browsers sent", async () => {
    expect(complaints).toEqual([]);
    expect(sent.length).toBeGreaterThan(50);
    const names = ["intake-a", "intake-b", "officer-a", "officer-b", "custodian-a"];
    const letters = receipt.replaceAll("-", "");
    const secrets = [...names.map(phrase), "AGE-SECRET-KEY", WHAT, NAME, REPLY, ANSWER, LATER, receipt, letters];
    for (const { url, text } of sent) {
      for (const secret of secrets) {
        const forms = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
        for (const form of forms) expect(text.includes(form), `${url} carries ${secret}`).toBe(false);
      }
    }
  });
});
