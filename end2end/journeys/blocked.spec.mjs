// More that may go wrong while a report is sealed, on the device itself: a portal that never answers, memory that runs out. Nothing is
// sent, and the page says so.
import { expect, test } from "../see.mjs";
import { CANARY, failure, filled, isScripted, noted, send } from "../sealer.mjs";

test.describe("a device that is not as it should be", () => {
  test.use({ mayComplain: /Failed to load resource/ });

  test("nothing is sent when the portal never answers", async ({ page }, { project }) => {
    test.skip(!isScripted(project), "without scripts the server seals");
    await page.route("**/report/manifest/*", () => {});
    const sent = await filled(page);
    await noted(page);
    // The sealer is awake. From now on a minute of patience passes at once.
    await page.evaluate(() => {
      const wait = globalThis.setTimeout;
      globalThis.setTimeout = (act, milliseconds, ...more) => wait(act, milliseconds >= 60_000 ? 200 : milliseconds, ...more);
    });
    await send(page).click();
    await expect(failure(page, "什么都没有发出")).toBeVisible();
    expect(sent).toEqual([]);
    await expect(page.locator("[name=what]")).toHaveValue(`收了材料没有答复${CANARY}`);
  });

  test("nothing is sent when there is no memory for a file", async ({ page }, { project }) => {
    test.skip(!isScripted(project), "without scripts the server seals");
    await page.addInitScript(() => {
      Blob.prototype.arrayBuffer = () => Promise.reject(new RangeError("Array buffer allocation failed"));
    });
    const sent = await filled(page);
    await noted(page);
    await page.locator("[name=files]").setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.alloc(5_000, 65) });
    await page.getByRole("radio", { name: "就这样发给承办人" }).check();
    await send(page).click();
    await expect(failure(page, "读不出来")).toBeVisible();
    expect(sent).toEqual([]);
  });
});

test.describe("a device without memory for the sealer", () => {
  test.use({ mayComplain: /Out of memory|RangeError|dynamically imported/ });
  test("nothing can be sent when there is no memory for the sealer", async ({ page }, { project }) => {
    test.skip(!isScripted(project), "without scripts the form is plain");
    await page.addInitScript(() => {
      const refuse = () => Promise.reject(new RangeError("Out of memory"));
      Object.assign(WebAssembly, { instantiate: refuse, instantiateStreaming: refuse });
    });
    const sent = await filled(page);
    await expect(failure(page, "这个浏览器不能加密")).toBeVisible();
    await expect(send(page)).toBeDisabled();
    expect(sent).toEqual([]);
  });
});
