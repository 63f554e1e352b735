import { Logger } from 'graphile-worker';
import { pino } from 'pino';
import { logLevels } from './config.ts';

const secrets = ['password', 'token', 'code', 'secret', 'cookie', 'authorization', 'masterKey'];

const root = pino(
  {
    // A wrong level is reported with all other wrong settings, by config.ts.
    level: logLevels.find((level) => level === process.env['LOG_LEVEL']?.trim()) ?? 'warn',
    redact: {
      paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `req.headers.${name}`]),
      censor: '[secret]',
    },
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
  },
  pino.destination(2),
);

type Level = 'error' | 'warn' | 'info' | 'debug';

/** The program's log: JSON lines on standard error, secrets replaced, no personal data. */
export const log = {
  root,
  error: (facts: object, sentence: string): void => root.error(facts, sentence),
  warn: (facts: object, sentence: string): void => root.warn(facts, sentence),
  info: (facts: object, sentence: string): void => root.info(facts, sentence),
  /** A logger for graphile-worker that passes on what is at least as grave as `least`. */
  workerLogger: (least: Level): Logger => {
    const order: readonly string[] = ['error', 'warning', 'info', 'debug'];
    const limit = order.indexOf(least === 'warn' ? 'warning' : least);
    // What else it knows of a failure (the payload, PostgreSQL's detail of a row) may be personal.
    return new Logger(() => (level, message) => {
      if (order.indexOf(level) > limit) return;
      root[level === 'warning' ? 'warn' : level](message);
    });
  },
};
