// What the journeys of the sealer have in common: a form that is filled in, and what leaves the browser meanwhile.
import { expect } from "@playwright/test";

export const CANARY = "金丝雀七三九";
export const isScripted = (project) => project.use.javaScriptEnabled !== false;

// From the first step to the form, filled in. Answers the requests that carried a body.
export async function filled(page, path = "/report") {
  await page.goto(path);
  await page.locator("select[name=division]").selectOption("130302");
  await page.locator("main form button[type=submit]").click();
  const sent = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(request));
  if (path === "/report") await page.locator("[name=person]").fill(`某人${CANARY}`);
  else await page.locator("[name=unit]").fill("37 号窗口");
  await page.locator("[name=what]").fill(`收了材料没有答复${CANARY}`);
  await page.locator("[name=name]").fill(`申请人${CANARY}`);
  if (path === "/report") await page.locator("[name=id_number]").fill("11010519491231002X");
  await page.locator("[name=phone]").fill("13800000000");
  return sent;
}

export async function noted(page) {
  // The sealer has to arrive first, on machines that do other things as well.
  await expect(page.locator(".sealer__code")).toHaveText(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/, { timeout: 20_000 });
  await page.locator(".sealer__noted").click();
}

export const send = (page) => page.getByRole("button", { name: "加密并发出" });

export const failure = (page, words) => page.locator(".sealer__failed:visible").filter({ hasText: words });

// Everything a page can keep on a device.
export const kept = (page) =>
  page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    cookies: document.cookie,
  }));

export const NOTHING = { local: 0, session: 0, databases: 0, caches: 0, cookies: "" };
