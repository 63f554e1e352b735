import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import type { Locale } from '../../src/platform/localized.ts';

/** How a person looks at the pages. */
export interface View {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly locale: Locale;
  readonly javaScript: boolean;
}

export const phone = { name: 'phone', width: 390, height: 844, javaScript: true } as const;
export const smallPhone = { name: 'small-phone', width: 320, height: 640, javaScript: false } as const;
export const desktop = { name: 'desktop', width: 1280, height: 900, javaScript: true } as const;

const pictures = process.env['SCREENSHOTS'] ?? mkdtempSync(join(tmpdir(), 'recourse-pictures-'));

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface Person {
  readonly page: Page;
  readonly view: View;
  /** Keeps a picture of the page as it is, after axe found nothing and nothing is wider than the screen. */
  look(name: string): Promise<void>;
  close(): Promise<void>;
}

/** One person with a browser of his own: cookies, language and screen. */
export async function openPerson(browser: Browser, baseURL: string, view: View): Promise<Person> {
  const context = await browser.newContext({
    baseURL,
    viewport: { width: view.width, height: view.height },
    locale: view.locale,
    javaScriptEnabled: view.javaScript,
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // A form that was refused is answered with 409, 413 or 422, which Chromium counts as a failure to load.
    if (message.type() === 'error' && !/status of (409|413|422)/.test(message.text())) faults.push(message.text());
  });
  let count = 0;
  return {
    page,
    view,
    look: async (name) => {
      count += 1;
      mkdirSync(pictures, { recursive: true });
      const file = `${view.name}-${view.locale}-${String(count).padStart(2, '0')}-${name}.png`;
      await page.screenshot({ path: join(pictures, file), fullPage: true });
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.ok(wide <= 0, `${name} is ${wide} pixels wider than a screen of ${view.width}`);
      if (view.javaScript) await assertAccessible(page, name);
      assert.deepEqual(faults, [], `${name} has errors in the console`);
    },
    close: () => context.close(),
  };
}

async function assertAccessible(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  assert.deepEqual(found, [], `axe finds faults on ${name}`);
}
