import { readdirSync } from 'node:fs';
import type { Pack } from './pack.ts';

/** Every pack of the folder packs/, by id: to add a jurisdiction, add a file there. */
export const packs: ReadonlyMap<string, Pack> = new Map(await Promise.all(packFiles().map(loadPack)));

function packFiles(): string[] {
  return readdirSync(new URL('packs/', import.meta.url)).filter((file) => file.endsWith('.pack.ts'));
}

async function loadPack(file: string): Promise<[string, Pack]> {
  const leaf: { default: Pack } = await import(new URL(`packs/${file}`, import.meta.url).href);
  return [leaf.default.id, leaf.default];
}
