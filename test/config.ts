import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../src/platform/config.ts';
import { loadConfig } from '../src/platform/config.ts';

/** Holds the data folders of this process, and goes with it. */
const parent = mkdtempSync(join(tmpdir(), 'recourse-test-'));
process.once('exit', () => rmSync(parent, { recursive: true, force: true }));

/**
 * The default configuration on a fresh temporary folder and free ports, changed by `settings` (environment names).
 * `SHARDS=4 npm test` runs every test that does not choose for itself on four shards.
 */
export function testConfig(settings: Readonly<Record<string, string>> = {}): Config {
  const folder = mkdtempSync(join(parent, 'data-'));
  return loadConfig({
    DATA_DIR: folder,
    PORT: '0',
    SMTP_IN_PORT: '0',
    PUBLIC_URL: 'http://localhost:3000',
    MAIL_DOMAIN: 'okpay.example',
    RATE_LIMIT: '1000000',
    SHARDS: process.env['SHARDS'] ?? '1',
    ...settings,
  });
}
