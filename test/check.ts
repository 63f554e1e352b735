import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const sources = ['bench', 'bin', 'demo', 'src', 'test', 'web', 'react-router.config.ts', 'vite.config.ts'];

/** Everything that a machine can say about the code, in parallel; what fails is printed whole. */
const checks: Readonly<Record<string, readonly string[]>> = {
  'format (npm run format mends it)': ['oxfmt/bin/oxfmt', '--check', ...sources],
  lint: ['oxlint/bin/oxlint', '--type-aware', '--deny-warnings', ...sources],
  types: ['typescript/bin/tsc', '--noEmit'],
  'unused code and packages': ['knip/bin/knip.js', '--no-progress'],
  'generated files': ['../test/codegen.ts', '--verify'],
  'architecture and shape': ['../test/run.ts', 'test/tidy', 'test/shape'],
};

const results = await Promise.all(Object.entries(checks).map(([name, command]) => check(name, command)));
const failed = results.filter((passed) => !passed).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function check(name: string, [program = '', ...args]: readonly string[]): Promise<boolean> {
  const start = performance.now();
  const path = fileURLToPath(new URL(`../node_modules/${program}`, import.meta.url));
  const root = fileURLToPath(new URL('..', import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (code) => {
      console.log(`${code === 0 ? '✔' : '✖'} ${name} (${((performance.now() - start) / 1_000).toFixed(1)} s)`);
      if (code !== 0) console.log(Buffer.concat(output).toString());
      resolve(code === 0);
    });
  });
}
