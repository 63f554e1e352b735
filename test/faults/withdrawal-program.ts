import { createInterface } from 'node:readline';
import { openApp } from '../../src/app.ts';
import { loadConfig } from '../../src/platform/config.ts';
import type { Caller } from '../../src/platform/door.ts';
import { toJson } from '../../src/platform/json.ts';
import { Problem } from '../../src/platform/problem.ts';

// The program, with its worker and without its pages, in a process of its own for tests that kill it. It takes calls as
// lines of JSON, as a client sends them over HTTP, and answers each with a line.

interface Asked {
  readonly name: string;
  readonly input: object;
  readonly caller: Caller;
}

const app = await openApp({ config: loadConfig(process.env), databaseUrl: process.argv[2] ?? '', parts: ['worker'] });
process.stdout.write('ready\n');
for await (const line of createInterface(process.stdin)) {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- written by the test
  const { name, input, caller } = JSON.parse(line) as Asked;
  try {
    process.stdout.write(`${toJson({ output: (await app.door.callUntyped(name, input, revive(caller))) ?? null })}\n`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    process.stdout.write(`${toJson({ problem: error.code })}\n`);
  }
}

/** Moments of a session come as texts. */
function revive(caller: Caller): Caller {
  const { actor } = caller;
  if (actor.kind !== 'person' || actor.session === undefined) return caller;
  const { session } = actor;
  const moment = (at: Date): Date => new Date(at);
  return {
    ...caller,
    actor: {
      ...actor,
      session: {
        ...session,
        since: moment(session.since),
        provenAt: moment(session.provenAt),
        deviceSince: moment(session.deviceSince),
      },
    },
  };
}
