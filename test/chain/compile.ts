import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const source = readFileSync(join(import.meta.dirname, 'token.sol'), 'utf8');

export interface Compiled {
  readonly abi: readonly object[];
  readonly bytecode: `0x${string}`;
}

export type Contracts = Readonly<Record<'TestDollar' | 'Forwarder', Compiled>>;

/** The contracts of the tests, compiled once for each state of their source (a second). */
export function contracts(): Contracts {
  const name = createHash('sha256').update(source).digest('hex').slice(0, 16);
  const file = join(tmpdir(), `recourse-contracts-${name}.json`);
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(compile()));
    renameSync(draft, file);
  }
  // oxlint-disable-next-line typescript/consistent-type-assertions -- written just now by the compiler
  return JSON.parse(readFileSync(file, 'utf8')) as Contracts;
}

interface Output {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly contracts: Readonly<
    Record<string, Readonly<Record<string, { abi: object[]; evm: { bytecode: { object: string } } }>>>
  >;
}

function compile(): Record<string, Compiled> {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the compiler has no types of its own
  const solc = require('solc') as { compile(input: string, callbacks: object): string };
  const input = {
    language: 'Solidity',
    sources: { 'token.sol': { content: source } },
    // Without the instructions that came after it, so that any node runs it.
    settings: { evmVersion: 'paris', outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } } },
  };
  const find = (path: string): object => ({ contents: readFileSync(require.resolve(path), 'utf8') });
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the standard output of the compiler
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: find })) as Output;
  const fault = output.errors?.find(({ severity }) => severity === 'error');
  if (fault !== undefined) throw new Error(fault.formattedMessage);
  return Object.fromEntries(
    Object.entries(output.contracts['token.sol'] ?? {}).map(([name, { abi, evm }]) => [
      name,
      { abi, bytecode: `0x${evm.bytecode.object}` },
    ]),
  );
}
