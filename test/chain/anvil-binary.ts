import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The program of the local chain for this machine; undefined where its package is not installed. The package's own command leaves it running when it is killed. */
export function anvilBinary(): string | undefined {
  try {
    const own = dirname(require.resolve('@foundry-rs/anvil/package.json'));
    const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
    const file = join(own, '..', `anvil-${process.platform}-${architecture}`, 'bin', 'anvil');
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}
