import type { Config } from '../platform/config.ts';
import { StartFailure } from '../platform/start-failure.ts';
import { packOf } from './case-clocks.ts';
import type { Pack } from './clocks/pack.ts';
import { packs } from './clocks/packs.ts';
import type { Product } from './taxonomy.ts';

interface Situation {
  /** The packs of the provider's licences. */
  readonly licences: readonly string[];
  /** The pack of complaints that none of them governs. */
  readonly otherwise: string;
  readonly product: Product | null;
  readonly residence: string | null;
  /** Whether an authority, or the platform of one, sent it. */
  readonly forwarded: boolean;
}

/**
 * The packs that govern a complaint. More than one may: each has its clocks, and the earliest binds. What is not known
 * excludes nothing, so that nobody answers too late because a question was not asked.
 */
export function choosePacks(situation: Situation): string[] {
  const governing = situation.licences.filter((id) => governs(packOf(id), situation));
  return governing.length > 0 ? governing : [packOf(situation.otherwise).id];
}

function governs({ scope }: Pack, { product, residence, forwarded }: Situation): boolean {
  if (scope === undefined) return false;
  return (
    (residence === null || scope.residences.includes(residence)) &&
    (product === null || scope.products === undefined || scope.products.includes(product)) &&
    (scope.forwarded !== true || forwarded)
  );
}

/** Throws a `StartFailure` for settings that name no pack, or by default one that governs only what an authority sent. */
export function checkPacks({ licences, jurisdiction }: Pick<Config, 'licences' | 'jurisdiction'>): void {
  const unknown = [...licences, jurisdiction].filter((id) => !packs.has(id));
  if (unknown.length > 0)
    throw new StartFailure(
      `Wrong settings: LICENCES and JURISDICTION name ${[...packs.keys()].sort().join(', ')}; there is no ${unknown.join(', ')}.`,
    );
  if (packOf(jurisdiction).scope?.forwarded === true)
    throw new StartFailure(
      `Wrong settings: JURISDICTION ${jurisdiction} governs only what an authority sends; it may be in LICENCES.`,
    );
}
