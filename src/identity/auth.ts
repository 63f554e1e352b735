import { randomInt } from 'node:crypto';
import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { emailOTP } from 'better-auth/plugins/email-otp';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { Config } from '../platform/config.ts';
import { deriveKey } from '../platform/crypto.ts';
import type { Database } from '../platform/db.ts';
import { newId } from '../platform/id.ts';
import { chooseLocale } from '../platform/localized.ts';
import type { Locale } from '../platform/localized.ts';
import { log } from '../platform/log.ts';
import { codeMinutes } from './mails.ts';
import type { Notice } from './mails.ts';
import { passwordLengthMax, passwordLengthMin } from './password.ts';

export const authPath = '/api/auth';

/** The header in which the library finds the visitor's address; only ever set by us. */
export const addressHeader = 'x-recourse-address';

/** A session ends after this, however it is used, in seconds. */
const sessionSeconds = 7 * 24 * 3600;

/** The library counts wrong codes; the one that reaches this is the last. */
const codeTriesMax = 3;

/** Sign-in requests of one address a minute are this part of all its requests. */
const signInShare = 40;

/** What the library tells us, outside of any transaction of ours. */
export interface AuthHooks {
  mailCode(purpose: 'register' | 'recover', email: string, code: string, locale: Locale): Promise<void>;
  reportChange(userId: string, change: Notice): Promise<void>;
}

export interface AuthOptions {
  readonly config: Config;
  readonly db: Database;
  readonly hooks: AuthHooks;
}

export function authSecret(config: Config): string {
  return deriveKey(config.masterKey, 'identity.sign-in').toString('base64');
}

/** The sign-in library on our tables, with our rules. It checks and remembers; who a person is, and what he may do, is ours. */
export function createAuth({ config, db, hooks }: AuthOptions) {
  return betterAuth({
    appName: config.brand,
    baseURL: config.publicUrl,
    basePath: authPath,
    secret: authSecret(config),
    trustedOrigins: [config.publicUrl],
    telemetry: { enabled: false },
    logger: {
      level: 'warn',
      log: (level, message) =>
        level === 'error' ? log.error({ part: 'sign-in' }, message) : log.info({ part: 'sign-in' }, message),
    },
    database: { db, type: 'postgres', schemaName: 'identity', transaction: true },
    advanced: {
      cookiePrefix: 'recourse',
      useSecureCookies: config.publicUrl.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: {
        generateId: ({ model }) => newId(model === 'user' ? randomInt(config.shards) : 0),
        validateSchema: false,
      },
    },
    ...tables,
    session: { ...tables.session, expiresIn: sessionSeconds, disableSessionRefresh: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLengthMin,
      maxPasswordLength: passwordLengthMax,
      revokeSessionsOnPasswordReset: true,
      onPasswordReset: async ({ user }) => hooks.reportChange(user.id, 'password-changed'),
    },
    rateLimit: {
      ...tables.rateLimit,
      enabled: true,
      storage: 'database',
      customRules: { '/**': { window: 60, max: Math.ceil(config.rateLimit / signInShare) } },
    },
    plugins: [
      emailCodes(hooks),
      twoFactor({
        issuer: config.brand,
        schema: twoFactorTables,
        backupCodeOptions: { customBackupCodesGenerate: newRecoveryCodes },
      }),
      passkeys(config, hooks),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;

function emailCodes(hooks: AuthHooks) {
  return emailOTP({
    expiresIn: codeMinutes * 60,
    allowedAttempts: codeTriesMax,
    storeOTP: 'encrypted',
    // A second request in the same ten minutes mails the same code, so that a late mail still works.
    resendStrategy: 'reuse',
    sendVerificationOTP: async ({ email, otp, type }, ctx) => {
      const locale = chooseLocale(ctx?.headers?.get('accept-language') ?? undefined);
      await hooks.mailCode(type === 'forget-password' ? 'recover' : 'register', email, otp, locale);
    },
  });
}

function passkeys(config: Config, hooks: AuthHooks) {
  return passkey({
    rpID: new URL(config.publicUrl).hostname,
    rpName: config.brand,
    origin: config.publicUrl,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    schema: { passkey: { modelName: 'passkeys', fields: passkeyFields } },
    registration: {
      afterVerification: async ({ verification, user }) => {
        if (verification.registrationInfo?.userVerified !== true) throw notVerified();
        await hooks.reportChange(user.id, 'passkey-added');
      },
    },
    authentication: {
      // The library takes a key that did not ask for its holder; here a passkey stands for both steps.
      afterVerification: async ({ verification }) => {
        if (!verification.authenticationInfo.userVerified) throw notVerified();
      },
    },
  });
}

const recoveryCodeCount = 10;

/** Without the letters and digits that are mistaken for one another on paper. */
const readable = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Codes such as `k3mpv-9xwdq`, of 49 bits each. */
function newRecoveryCodes(): string[] {
  const part = (): string => Array.from({ length: 5 }, () => readable[randomInt(readable.length)]).join('');
  return Array.from({ length: recoveryCodeCount }, () => `${part()}-${part()}`);
}

function notVerified(): APIError {
  return new APIError('UNAUTHORIZED', {
    code: 'USER_NOT_VERIFIED',
    message: 'The authenticator did not verify its user',
  });
}

/** The library's names → ours. */
const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;

const tables = {
  user: { modelName: 'users', fields: { emailVerified: 'email_verified', ...stamps } },
  session: {
    modelName: 'sessions',
    fields: { userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', ...stamps },
  },
  account: {
    modelName: 'credentials',
    fields: {
      accountId: 'account_id',
      providerId: 'provider_id',
      userId: 'user_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...stamps,
    },
  },
  verification: { modelName: 'verifications', fields: { expiresAt: 'expires_at', ...stamps } },
  rateLimit: { modelName: 'rate_limits', fields: { lastRequest: 'last_request' } },
} as const;

const twoFactorTables = {
  user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
  twoFactor: {
    modelName: 'two_factors',
    fields: {
      backupCodes: 'backup_codes',
      userId: 'user_id',
      failedVerificationCount: 'failed_verification_count',
      lockedUntil: 'locked_until',
    },
  },
} as const;

const passkeyFields = {
  publicKey: 'public_key',
  userId: 'user_id',
  credentialID: 'credential_id',
  deviceType: 'device_type',
  backedUp: 'backed_up',
  createdAt: 'created_at',
} as const;
