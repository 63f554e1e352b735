import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { describeConfig, loadConfig } from './config.ts';
import { StartFailure } from './start-failure.ts';

const folder = await mkdtemp(join(tmpdir(), 'recourse-config-'));
after(() => rm(folder, { recursive: true, force: true }));

function sentenceOf(env: Readonly<Record<string, string>>): string {
  try {
    loadConfig({ DATA_DIR: folder, ...env });
  } catch (error) {
    assert.ok(error instanceof StartFailure);
    return error.message;
  }
  return assert.fail('the settings were accepted');
}

test('without settings everything has its default', () => {
  const config = loadConfig({ DATA_DIR: folder });
  assert.equal(config.port, 3000);
  assert.equal(config.publicUrl, 'http://localhost:3000');
  assert.equal(config.mailDomain, 'localhost');
  assert.equal(config.databaseUrl, undefined);
  assert.deepEqual(config.assets[0], { code: 'USD', decimals: 2 });
  assert.ok(Object.isFrozen(config));
});

test('an empty setting is none', () => {
  assert.equal(loadConfig({ DATA_DIR: folder, PORT: ' ', SMTP_URL: '' }).smtpUrl, undefined);
});

test('the address that people see follows from host and port, whatever their form', () => {
  const publicUrl = (env: Readonly<Record<string, string>>): string =>
    loadConfig({ DATA_DIR: folder, ...env }).publicUrl;
  assert.equal(publicUrl({ HOST: '0.0.0.0', PORT: '80' }), 'http://localhost');
  assert.equal(publicUrl({ HOST: 'pay.example', PORT: '8080' }), 'http://pay.example:8080');
  assert.equal(publicUrl({ HOST: '2001:db8::1' }), 'http://[2001:db8::1]:3000');
  assert.equal(loadConfig({ DATA_DIR: folder, HOST: '2001:db8::1' }).mailDomain, 'localhost');
  assert.equal(loadConfig({ DATA_DIR: folder, PUBLIC_URL: 'https://Pay.Example/' }).mailDomain, 'pay.example');
});

test('every wrong setting is named in one sentence with what it is', () => {
  const wrong = {
    PORT: '70000',
    HOST: 'a b',
    PUBLIC_URL: 'https://pay.example/app',
    SMTP_URL: 'http://relay.example',
    MAIL_DOMAIN: 'no domain',
    ZONE: 'Mars/Olympus',
    ROLE: 'boss',
    SHARDS: '0',
    ASSETS: 'USD:2,USD:3',
    RATE_LIMIT: 'many',
  };
  const sentence = sentenceOf(wrong);
  for (const name of Object.keys(wrong)) assert.match(sentence, new RegExp(`\\b${name} must`));
  assert.match(sentence, /PORT must be a port, 0 to 65535 \(it is "70000"\)/);
  assert.ok(!sentence.includes('\n'));
});

test('a secret is neither repeated in a refusal nor shown to the operator', () => {
  assert.doesNotMatch(sentenceOf({ MASTER_KEY: 'hunter2', DATABASE_URL: 'mysql://u:hunter2@db' }), /hunter2/);
  const config = loadConfig({
    DATA_DIR: folder,
    MASTER_KEY: 'ab'.repeat(32),
    DATABASE_URL: 'postgres://me:hunter2@db.example:5433/recourse?sslmode=require',
    SMTP_URL: 'smtps://relay.example',
    EVM_RPC_URL: 'https://rpc.example/hunter2',
  });
  assert.equal(config.masterKey.toString('hex'), 'ab'.repeat(32));
  const shown = describeConfig(config);
  assert.equal(shown['DATABASE_URL'], 'postgres://db.example:5433/***');
  assert.equal(shown['SMTP_URL'], 'smtps://relay.example');
  assert.doesNotMatch(JSON.stringify(shown), /hunter2|abab/);
});

test('every setting is shown to the operator', () => {
  const config = loadConfig({ DATA_DIR: folder });
  assert.equal(Object.keys(describeConfig(config)).length, Object.keys(config).length);
});

test('the master key is made once, for this user only', async () => {
  const dataDir = join(folder, 'new', 'deeper');
  const { masterKey } = loadConfig({ DATA_DIR: dataDir });
  const file = join(dataDir, 'master.key');
  assert.equal(masterKey.length, 32);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.equal((await readFile(file, 'utf8')).trim(), masterKey.toString('base64'));
  assert.deepEqual(loadConfig({ DATA_DIR: dataDir }).masterKey, masterKey);
});

test('a damaged master key is never replaced', async () => {
  const dataDir = join(folder, 'damaged');
  loadConfig({ DATA_DIR: dataDir });
  await writeFile(join(dataDir, 'master.key'), 'short');
  assert.match(sentenceOf({ DATA_DIR: dataDir }), /The master key in .* cannot be read/);
  assert.equal(await readFile(join(dataDir, 'master.key'), 'utf8'), 'short');
});

test('what moves on the chain is read with its amounts, and each mistake has its sentence', () => {
  const token = `0x${'ab'.repeat(20)}`;
  const read = (assets: string) =>
    loadConfig({ DATA_DIR: folder, EVM_RPC_URL: 'http://localhost:8545', EVM_ASSETS: assets }).evmAssets;
  assert.deepEqual(read(`ETH:native:12:0.001:1.5,USDC:${token.toUpperCase().replace('0X', '0x')}:3:5`), [
    { code: 'ETH', decimals: 18, token: null, confirmations: 12, minimum: 10n ** 15n, floor: 15n * 10n ** 17n },
    { code: 'USDC', decimals: 6, token, confirmations: 3, minimum: 5_000_000n, floor: 0n },
  ]);
  const alone = loadConfig({ DATA_DIR: folder, EVM_RPC_URL: 'http://localhost:8545' });
  assert.deepEqual(
    alone.evmAssets.map(({ code, confirmations }) => [code, confirmations]),
    [['ETH', 12]],
  );
  const wrong: readonly (readonly [string, RegExp])[] = [
    ['DOGE:native:12', /names DOGE, which is not one of ASSETS/],
    ['ETH:0x12:12', /must list assets as CODE:native/],
    ['ETH:native:0', /between 1 and 1000 confirmations/],
    ['ETH:native', /between 1 and 1000 confirmations/],
    ['ETH:native:12:0.0000000000000000001', /amount of ETH that cannot be read/],
    ['ETH:native:12:1:1:1', /must list assets/],
    [`USDC:${token}:12`, /must name the native coin/],
    [`ETH:native:12,USDC:native:12`, /each asset and each contract once/],
  ];
  for (const [assets, sentence] of wrong)
    assert.match(sentenceOf({ EVM_RPC_URL: 'http://localhost:8545', EVM_ASSETS: assets }), sentence);
  assert.match(sentenceOf({ EVM_ASSETS: 'ETH:native:12' }), /EVM_ASSETS needs EVM_RPC_URL/);
  assert.match(sentenceOf({ EVM_FEE_CAP: 'much' }), /EVM_FEE_CAP must be whole gwei/);
});
