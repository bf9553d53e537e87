// Looking at a page as its readers do: with a screen reader's rules, a parser's, and with one's eyes.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test as base } from "@playwright/test";
import { HtmlValidate } from "html-validate";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Islands are elements of our own: they stand wherever text or blocks may stand.
const island = { flow: true, phrasing: true, transparent: true, permittedContent: ["@flow"] };
const validator = new HtmlValidate({
  extends: ["html-validate:standard", "html-validate:a11y"],
  elements: ["html5", { "leptos-island": island, "leptos-children": island }],
  rules: {
    // A role that repeats the element's own is heard once and helps old screen readers.
    "no-redundant-role": "off",
    // Leptos writes `<br>` and `checked` as a browser would.
    "void-style": "off",
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    // A telephone number in the city's own file is written as the city writes it.
    "tel-non-breaking": "off",
  },
});

// What a browser complains of is a fault of the page, whoever looks: a refused script, a missing file, an exception. Only a journey
// that breaks something on purpose says what the browser may complain of, by `test.use({ mayComplain: /…/ })`.
export const test = base.extend({
  mayComplain: [/^$/, { option: true }],
  page: async ({ page, mayComplain }, use) => {
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      // The answer 404 or 422 itself is expected where a journey asks for it.
      const isStatus = message.text().startsWith("Failed to load resource") && message.location().url === page.url();
      // A day that does not exist comes back as the reader wrote it; the browser remarks on that.
      const isTyped = message.text().startsWith("The specified value");
      if (["error", "warning"].includes(message.type()) && !isStatus && !isTyped) complaints.push(message.text());
    });
    await use(page);
    const unexpected = complaints.filter((complaint) => !mayComplain.test(complaint));
    expect(unexpected, "complaints of the browser").toEqual([]);
  },
});

export { expect };

const isScripted = () => test.info().project.use.javaScriptEnabled !== false;

// Checks the page that is open. `name` is the name of its picture.
export async function see(page, name) {
  await fits(page);
  if (isScripted()) await accessible(page);
  await valid(page);
  await picture(page, name);
}

// Nothing is wider than the screen.
async function fits(page) {
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const beyond = [...document.querySelectorAll("body *")].filter((it) => it.getBoundingClientRect().right > width + 1);
    return beyond.slice(0, 5).map((it) => `${it.tagName.toLowerCase()}.${it.className}`);
  });
  expect(wide, "wider than the screen").toEqual([]);
}

async function accessible(page) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), WCAG);
  const told = violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.slice(0, 3).map((node) => node.html) }));
  expect(told, "axe").toEqual([]);
}

// The answer as it left the server, not what the browser has mended.
async function valid(page) {
  const answer = await page.request.get(page.url());
  const { results } = await validator.validateString(await answer.text());
  const told = results.flatMap(({ messages }) => messages).map((it) => `${it.line}: ${it.message} (${it.ruleId})`);
  expect(told, "valid HTML").toEqual([]);
}

async function picture(page, name) {
  if (!process.env.SCREENSHOTS) return;
  mkdirSync("screenshots", { recursive: true });
  const path = `screenshots/${name}-${test.info().project.name}.png`;
  await page.screenshot({ path, fullPage: true, animations: "disabled" });
}
