import { randomBytes } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { isIP } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { parseAmount, toDecimal } from './money.ts';
import { describeEvmAsset, parseEvmAssets, parseFeeCap } from './evm-settings.ts';
import type { EvmAsset } from './evm-settings.ts';
import type { AssetFormat } from './money.ts';
import { StartFailure } from './start-failure.ts';

const processRoles = ['all', 'web', 'worker', 'mail'] as const;
export type ProcessRole = (typeof processRoles)[number];

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface Config {
  /** Where pages and the API are served; port 0 takes any free one. */
  readonly port: number;
  readonly host: string;
  /** The origin that people and mails see, without a trailing slash. */
  readonly publicUrl: string;
  /** Absolute path of the folder that holds everything this installation keeps. */
  readonly dataDir: string;
  /** An external PostgreSQL; undefined: the embedded one in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly smtpInPort: number;
  /** The outgoing mail relay; undefined: mail is kept and shown to staff. */
  readonly smtpUrl: string | undefined;
  readonly imapUrl: string | undefined;
  /** The domain of our own mail addresses. */
  readonly mailDomain: string;
  /** 32 bytes from which every key of the installation is derived. */
  readonly masterKey: Buffer;
  readonly evmRpcUrl: string | undefined;
  /** What moves on the EVM chain; none without `EVM_RPC_URL`. */
  readonly evmAssets: readonly EvmAsset[];
  /** The most that a unit of gas may cost us, in wei. */
  readonly evmFeeCap: bigint;
  readonly brand: string;
  /** IANA time zone in which pages and letters show times. */
  readonly zone: string;
  /** Ids of the jurisdiction packs that the provider's licences bring. */
  readonly licences: readonly string[];
  /** Id of the jurisdiction pack for complaints that no licence's governs. */
  readonly jurisdiction: string;
  readonly role: ProcessRole;
  /** Number of shards, chosen once per installation (1 to 256). */
  readonly shards: number;
  /** Assets of the wallet in the order they are shown. */
  readonly assets: readonly AssetFormat[];
  /** How long a new payout destination waits before money goes there. */
  readonly coolingHours: number;
  /** Within how many hours a person has looked at a withdrawal under review. */
  readonly reviewHours: number;
  /** Amounts in minor units from which a person looks at a withdrawal; an asset without one is always looked at. */
  readonly reviewFrom: ReadonlyMap<string, bigint>;
  /** The same for two people. */
  readonly secondPersonFrom: ReadonlyMap<string, bigint>;
  /** Minor units by asset from which a deposit under another's name waits for a person; an asset left out never does. */
  readonly nameMismatchHold: ReadonlyMap<string, bigint>;
  /** Minor units by asset from which what one member of staff uploads from the bank within a day needs a second one. */
  readonly bankFourEyes: ReadonlyMap<string, bigint>;
  /** Hours after which a notification that no statement confirms is looked at by a person. */
  readonly notificationHours: number;
  /** Minutes that a payout by bank waits at the most for others, until a batch is made of them. */
  readonly bankBatchMinutes: number;
  /** Days after a payment within which its sender may ask for it as sent by mistake. */
  readonly recallDays: number;
  /** Days that the recipient has to answer. */
  readonly recallAnswerDays: number;
  /** Requests a minute that one address may make; changes count five times. */
  readonly rateLimit: number;
  /** Development: webhooks may go to this machine and into this network, and by http to this machine. */
  readonly localWebhooks: boolean;
  readonly logLevel: LogLevel;
}

type Environment = Readonly<Record<string, string | undefined>>;

const masterKeyBytes = 32;
const masterKeyFile = 'master.key';
const reviewFromDefault = 'USD:2000,EUR:2000,CNY:15000,USDC:2000,ETH:1';
const secondPersonFromDefault = 'USD:10000,EUR:10000,CNY:70000,USDC:10000,ETH:5';
const nameMismatchHoldDefault = 'USD:10000,EUR:10000,CNY:70000';
const bankFourEyesDefault = 'USD:250000,EUR:250000,CNY:1500000';
const assetsDefault = 'USD:2,EUR:2,CNY:2,USDC:6,ETH:18';
const evmAssetsDefault = 'ETH:native:12:0.0001';

/**
 * Reads the environment, frozen. Creates `DATA_DIR` and, unless `MASTER_KEY` is set, the master key in it (mode 0600).
 * Throws one `StartFailure` that names every wrong setting.
 */
export function loadConfig(env: Environment): Config {
  const faults: string[] = [];
  const read = <T>(name: string, text: string, parse: (text: string) => T): T | undefined => {
    try {
      return parse(text);
    } catch (fault) {
      // A secret with a typing error must not reach the terminal or a log.
      const shown = secretSettings.has(name) ? '' : ` (it is ${JSON.stringify(text)})`;
      faults.push(`${name} ${fault instanceof Error ? fault.message : String(fault)}${shown}`);
      return undefined;
    }
  };
  const optional = <T>(name: string, parse: (text: string) => T): T | undefined => {
    const text = env[name]?.trim();
    return text ? read(name, text, parse) : undefined;
  };
  const setting = <T>(name: string, fallback: string, parse: (text: string) => T): T =>
    optional(name, parse) ?? parse(fallback);
  const port = setting('PORT', '3000', parsePort);
  const host = setting('HOST', '127.0.0.1', parseHost);
  const publicUrl = setting('PUBLIC_URL', `http://${browsableHost(host)}:${port}`, parseOrigin);
  const dataDir = setting('DATA_DIR', './data', (text) => resolve(text));
  read('DATA_DIR', dataDir, makeWritable);
  const masterKey = optional('MASTER_KEY', parseMasterKey);
  const assets = setting('ASSETS', assetsDefault, parseAssets);
  const evmRpcUrl = optional('EVM_RPC_URL', urlOf('http:', 'https:'));
  const evmAssetsText = env['EVM_ASSETS']?.trim() || (evmRpcUrl === undefined ? '' : evmAssetsDefault);
  const evmAssets =
    evmAssetsText === '' ? [] : read('EVM_ASSETS', evmAssetsText, (text) => parseEvmAssets(text, assets));
  if (evmAssetsText !== '' && !env['EVM_RPC_URL']?.trim())
    faults.push('EVM_ASSETS needs EVM_RPC_URL, a node of the chain that they are on');
  const settings: Omit<Config, 'masterKey'> = {
    port,
    host,
    publicUrl,
    dataDir,
    databaseUrl: optional('DATABASE_URL', urlOf('postgres:', 'postgresql:')),
    smtpInPort: setting('SMTP_IN_PORT', '2525', parsePort),
    smtpUrl: optional('SMTP_URL', urlOf('smtp:', 'smtps:')),
    imapUrl: optional('IMAP_URL', urlOf('imap:', 'imaps:')),
    mailDomain: setting('MAIL_DOMAIN', domainOf(publicUrl), parseDomain),
    evmRpcUrl,
    evmAssets: evmAssets ?? [],
    evmFeeCap: setting('EVM_FEE_CAP', '200', parseFeeCap),
    brand: setting('BRAND', 'OkPay', (text) => text),
    zone: setting('ZONE', 'UTC', parseZone),
    licences: optional('LICENCES', parsePackIds) ?? [],
    jurisdiction: setting('JURISDICTION', 'iso-default', parsePackId),
    role: setting('ROLE', 'all', oneOf(processRoles)),
    shards: setting('SHARDS', '1', parseShards),
    assets,
    coolingHours: setting('WITHDRAWAL_COOLING_HOURS', '24', parseHours),
    reviewHours: setting('WITHDRAWAL_REVIEW_HOURS', '24', parseHours),
    reviewFrom: setting('WITHDRAWAL_REVIEW_FROM', reviewFromDefault, amountsOf(assets)),
    secondPersonFrom: setting('WITHDRAWAL_SECOND_PERSON_FROM', secondPersonFromDefault, amountsOf(assets)),
    nameMismatchHold: setting('NAME_MISMATCH_HOLD', nameMismatchHoldDefault, amountsOf(assets)),
    bankFourEyes: setting('BANK_FOUR_EYES', bankFourEyesDefault, amountsOf(assets)),
    bankBatchMinutes: setting('BANK_BATCH_MINUTES', '60', wholeNumberOf('minutes')),
    notificationHours: setting('NOTIFICATION_HOURS', '72', wholeNumberOf('hours')),
    recallDays: setting('RECALL_DAYS', '30', wholeNumberOf('days')),
    recallAnswerDays: setting('RECALL_ANSWER_DAYS', '10', wholeNumberOf('days')),
    rateLimit: setting('RATE_LIMIT', '1200', parseRateLimit),
    localWebhooks: setting('LOCAL_WEBHOOKS', 'no', oneOf(['no', 'yes'])) === 'yes',
    logLevel: setting('LOG_LEVEL', 'warn', oneOf(logLevels)),
  };
  if (faults.length > 0) throw new StartFailure(`Wrong settings: ${faults.join('; ')}.`);
  return Object.freeze({ ...settings, masterKey: masterKey ?? ownMasterKey(dataDir) });
}

const secretSettings = new Set(['MASTER_KEY', 'DATABASE_URL', 'SMTP_URL', 'IMAP_URL', 'EVM_RPC_URL']);

/** The effective configuration for a person to read, secrets masked. */
export function describeConfig(config: Config): Record<string, string | number | null> {
  return {
    PORT: config.port,
    HOST: config.host,
    PUBLIC_URL: config.publicUrl,
    DATA_DIR: config.dataDir,
    DATABASE_URL: maskUrl(config.databaseUrl) ?? 'embedded',
    SMTP_IN_PORT: config.smtpInPort,
    SMTP_URL: maskUrl(config.smtpUrl),
    IMAP_URL: maskUrl(config.imapUrl),
    MAIL_DOMAIN: config.mailDomain,
    MASTER_KEY: '***',
    EVM_RPC_URL: maskUrl(config.evmRpcUrl),
    EVM_ASSETS: config.evmAssets.map(describeEvmAsset).join(',') || null,
    EVM_FEE_CAP: Number(config.evmFeeCap / 1_000_000_000n),
    BRAND: config.brand,
    ZONE: config.zone,
    LICENCES: config.licences.join(',') || null,
    JURISDICTION: config.jurisdiction,
    ROLE: config.role,
    SHARDS: config.shards,
    ASSETS: config.assets.map((asset) => `${asset.code}:${asset.decimals}`).join(','),
    WITHDRAWAL_COOLING_HOURS: config.coolingHours,
    WITHDRAWAL_REVIEW_HOURS: config.reviewHours,
    WITHDRAWAL_REVIEW_FROM: describeAmounts(config, config.reviewFrom),
    WITHDRAWAL_SECOND_PERSON_FROM: describeAmounts(config, config.secondPersonFrom),
    NAME_MISMATCH_HOLD: describeAmounts(config, config.nameMismatchHold),
    BANK_FOUR_EYES: describeAmounts(config, config.bankFourEyes),
    BANK_BATCH_MINUTES: config.bankBatchMinutes,
    NOTIFICATION_HOURS: config.notificationHours,
    RECALL_DAYS: config.recallDays,
    RECALL_ANSWER_DAYS: config.recallAnswerDays,
    RATE_LIMIT: config.rateLimit,
    LOCAL_WEBHOOKS: config.localWebhooks ? 'yes' : 'no',
    LOG_LEVEL: config.logLevel,
  };
}

/** Keeps the scheme and host only: user, password, path and query of a service's address may each be a secret. */
function maskUrl(text: string | undefined): string | null {
  if (text === undefined) return null;
  const url = new URL(text);
  const secret = url.username !== '' || url.password !== '' || url.pathname.length > 1 || url.search !== '';
  return `${url.protocol}//${url.host}${secret ? '/***' : ''}`;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new Error('must be a port, 0 to 65535');
  return port;
}

function parseHost(text: string): string {
  if (isIP(text) === 0 && !/^[\w-]+(\.[\w-]+)*$/.test(text)) throw new Error('must be a host name or an IP address');
  return text;
}

/** What a browser on this machine can open; passkeys need the name, not the number. */
function browsableHost(host: string): string {
  if (['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function parseOrigin(text: string): string {
  const url = URL.parse(text);
  if (
    !url ||
    !['http:', 'https:'].includes(url.protocol) ||
    url.pathname !== '/' ||
    url.search ||
    url.hash ||
    url.username
  ) {
    throw new Error('must be an origin such as https://pay.example');
  }
  return url.origin;
}

function makeWritable(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new Error('must be a folder that this user can write to', { cause });
  }
}

/** Parents first. `recursive: true` never returns where a file system answers "no such file" for good, as /proc does. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

function urlOf(...protocols: string[]): (text: string) => string {
  return (text) => {
    const url = URL.parse(text);
    if (!url || !protocols.includes(url.protocol))
      throw new Error(`must be an address that begins ${protocols.map((p) => `${p}//`).join(' or ')}`);
    return text;
  };
}

function domainOf(origin: string): string {
  const { hostname } = new URL(origin);
  return hostname.startsWith('[') ? 'localhost' : hostname;
}

function parseDomain(text: string): string {
  const domain = text.toLowerCase();
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(domain)) throw new Error('must be a mail domain such as pay.example');
  return domain;
}

function parseZone(text: string): string {
  if (!Intl.supportedValuesOf('timeZone').includes(text) && text !== 'UTC')
    throw new Error('must be a time zone such as Asia/Shanghai');
  return text;
}

function parsePackId(text: string): string {
  if (!/^[a-z][a-z0-9-]*$/.test(text)) throw new Error('must be the id of a jurisdiction pack such as eu-mica');
  return text;
}

function parsePackIds(text: string): readonly string[] {
  return Object.freeze(text.split(',').map((part) => parsePackId(part.trim())));
}

function oneOf<const T extends string>(allowed: readonly T[]): (text: string) => T {
  return (text) => {
    const found = allowed.find((value) => value === text);
    if (found === undefined) throw new Error(`must be one of ${allowed.join(', ')}`);
    return found;
  };
}

function parseShards(text: string): number {
  const shards = Number(text);
  if (!/^\d{1,3}$/.test(text) || shards < 1 || shards > 256) throw new Error('must be a number of shards, 1 to 256');
  return shards;
}

function wholeNumberOf(unit: string): (text: string) => number {
  return (text) => {
    if (!/^\d{1,4}$/.test(text) || Number(text) < 1) throw new Error(`must be a number of ${unit}, at least 1`);
    return Number(text);
  };
}

function parseRateLimit(text: string): number {
  const limit = Number(text);
  if (!/^\d{1,9}$/.test(text) || limit < 1) throw new Error('must be a number of requests a minute, at least 1');
  return limit;
}

function parseAssets(text: string): readonly AssetFormat[] {
  const assets = text.split(',').map((part): AssetFormat => {
    const match = /^\s*([A-Z][A-Z0-9]{1,11}):(\d{1,2})\s*$/.exec(part);
    if (!match?.[1] || !match[2] || Number(match[2]) > 18)
      throw new Error('must list assets with their decimals (0 to 18), such as USD:2,ETH:18');
    return Object.freeze({ code: match[1], decimals: Number(match[2]) });
  });
  if (new Set(assets.map((asset) => asset.code)).size !== assets.length) throw new Error('must name each asset once');
  return Object.freeze(assets);
}

function parseHours(text: string): number {
  const hours = Number(text);
  if (!/^\d{1,4}$/.test(text)) throw new Error('must be a number of hours, 0 to 9999');
  return hours;
}

/** Amounts by asset; one of an asset that this installation does not hold is left out, as the defaults name some. */
function amountsOf(assets: readonly AssetFormat[]): (text: string) => ReadonlyMap<string, bigint> {
  return (text) => {
    const amounts = new Map<string, bigint>();
    for (const part of text.split(',')) {
      const [code = '', typed = ''] = part.trim().split(':');
      const asset = assets.find((known) => known.code === code);
      const amount = parseAmount(typed, asset?.decimals ?? 18);
      if (!/^[A-Z][A-Z0-9]{1,11}$/.test(code) || typeof amount !== 'bigint')
        throw new Error('must list assets with an amount each, such as USD:2000,ETH:1.5');
      if (asset !== undefined) amounts.set(code, amount);
    }
    return amounts;
  };
}

function describeAmounts({ assets }: Config, amounts: ReadonlyMap<string, bigint>): string {
  return assets
    .flatMap(({ code, decimals }) => {
      const amount = amounts.get(code);
      return amount === undefined ? [] : [`${code}:${toDecimal(amount, decimals)}`];
    })
    .join(',');
}

function parseMasterKey(text: string): Buffer {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  if (key.length !== masterKeyBytes)
    throw new Error('must be 32 bytes in hexadecimal or base64 (openssl rand -base64 32)');
  return key;
}

/** The installation's own master key, made at the first start; whole or not at all, also when two start at once. */
function ownMasterKey(dataDir: string): Buffer {
  const path = join(dataDir, masterKeyFile);
  try {
    if (!existsSync(path)) {
      const draft = `${path}.${process.pid}`;
      const text = `${randomBytes(masterKeyBytes).toString('base64')}\n`;
      writeFileSync(draft, text, { mode: 0o600, flush: true });
      try {
        linkSync(draft, path);
      } catch (fault) {
        if (!existsSync(path)) throw fault;
      } finally {
        unlinkSync(draft);
      }
    }
    return parseMasterKey(readFileSync(path, 'utf8').trim());
  } catch (cause) {
    throw new StartFailure(
      `The master key in ${path} cannot be read; restore it, or start as the user it belongs to.`,
      {
        cause,
      },
    );
  }
}
