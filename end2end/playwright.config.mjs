// How the journeys are driven: four readers, one server, one invented city whose day stands still.
import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";
import { freePort } from "./hall.mjs";

// The workers read this file too: the address is chosen once, and they find it in the environment.
process.env.SUNHALL_ADDRESS ??= `http://127.0.0.1:${await freePort()}`;

// Playwright's own browser where the machine brings none.
const named = process.env.SUNHALL_CHROMIUM ?? "/usr/bin/chromium";
const executablePath = existsSync(named) ? named : undefined;

const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const desktop = { viewport: { width: 1280, height: 900 } };

export default defineConfig({
  testDir: "journeys",
  globalSetup: "./hall.mjs",
  outputDir: "test-results",
  reporter: [["list"]],
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 30_000,
  use: {
    baseURL: process.env.SUNHALL_ADDRESS,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    trace: "off",
    launchOptions: {
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "phone", use: phone },
    { name: "phone-nojs", use: { ...phone, javaScriptEnabled: false } },
    { name: "desktop", use: desktop },
    { name: "dark", use: { ...desktop, colorScheme: "dark" } },
  ],
});
