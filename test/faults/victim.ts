import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Caller } from '../../src/platform/door.ts';

/** The program as a process: it is asked by lines, as by a client that waits for each answer. */
class Program {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;

  private constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    this.#lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    child.stdin.on('error', () => undefined);
  }

  static async start(settings: Readonly<Record<string, string>>, databaseUrl: string): Promise<Program> {
    const { TEST_DATABASE_URL: _, DATABASE_URL: __, ...inherited } = process.env;
    const path = join(import.meta.dirname, 'withdrawal-program.ts');
    const started = new Program(spawn(process.execPath, [path, databaseUrl], { env: { ...inherited, ...settings } }));
    started.#child.stderr.pipe(process.stderr);
    assert.equal(await started.#line(), 'ready');
    return started;
  }

  get alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async #line(): Promise<string | undefined> {
    const { value, done } = await this.#lines.next();
    return done === true ? undefined : value;
  }

  /** The answer; undefined where the program died over it. */
  async ask(name: string, input: object, caller: Caller): Promise<{ output?: unknown; problem?: string } | undefined> {
    const answer = this.#line();
    this.#child.stdin.write(`${JSON.stringify({ name, input, caller })}\n`);
    const text = await answer;
    // oxlint-disable-next-line typescript/consistent-type-assertions -- written by withdrawal-program.ts
    return text === undefined ? undefined : (JSON.parse(text) as { output?: unknown; problem?: string });
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    if (!this.alive) return;
    this.kill();
    await once(this.#child, 'exit');
  }
}

export interface VictimOptions {
  readonly settings: Readonly<Record<string, string>>;
  readonly databaseUrl: string;
  /** After each start: what time would bring, brought at once. */
  readonly started: () => Promise<unknown>;
}

/** The program, killed as often as one likes, and started again whenever it is needed. */
export class Victim {
  readonly #options: VictimOptions;
  #program: Program | undefined;
  deaths = 0;

  constructor(options: VictimOptions) {
    this.#options = options;
  }

  readonly kill = (): void => this.#program?.kill();

  /** Has it run. */
  async running(): Promise<void> {
    await this.#running();
  }

  async #running(): Promise<Program> {
    if (this.#program?.alive === true) return this.#program;
    if (this.#program !== undefined) this.deaths += 1;
    this.#program = await Program.start(this.#options.settings, this.#options.databaseUrl);
    await this.#options.started();
    return this.#program;
  }

  /** Asks until there is an answer, as a client does who has an idempotency key. */
  async insist(name: string, input: object, caller: Caller): Promise<Record<string, string>> {
    for (;;) {
      const program = await this.#running();
      const answer = await program.ask(name, input, caller);
      if (answer === undefined) {
        await program.stop();
        continue;
      }
      assert.ok('output' in answer, `${name} is not refused as ${answer.problem ?? ''}`);
      // oxlint-disable-next-line typescript/consistent-type-assertions -- the test reads texts of it only
      return answer.output as Record<string, string>;
    }
  }

  /** Waits until `holds`, whatever dies over it. */
  async until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) {
      await this.#running();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async stop(): Promise<void> {
    await this.#program?.stop();
  }
}
