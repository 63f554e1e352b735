import { readdirSync } from 'node:fs';
import { assert } from '../../platform/assert.ts';
import type { Pack } from './pack.ts';

/** Every pack of the folder packs/, by id: to add a jurisdiction, add a file there. */
export const packs: ReadonlyMap<string, Pack> = new Map(
  await Promise.all(packFiles().map(async (file) => byId(await import(new URL(file, folder()).href)))),
);

function folder(): URL {
  return new URL('packs/', import.meta.url);
}

function packFiles(): string[] {
  return readdirSync(folder()).filter((file) => file.endsWith('.pack.ts'));
}

function byId(leaf: unknown): [string, Pack] {
  const pack = typeof leaf === 'object' && leaf !== null && 'default' in leaf ? leaf.default : undefined;
  assert(isPack(pack), 'a file `<id>.pack.ts` exports its pack by default');
  return [pack.id, pack];
}

function isPack(value: unknown): value is Pack {
  return typeof value === 'object' && value !== null && 'id' in value && 'rules' in value;
}
