import { Type } from 'typebox';
import { requireStepUp } from '../../identity/identity.ts';
import { findRail, railsHere } from '../../rails/rails.ts';
import { railIds } from '../../rails/contract.ts';
import type { Destination } from '../../rails/rails.ts';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { emit } from '../../platform/event.ts';
import { newId, shardOf } from '../../platform/id.ts';
import { destinationAdded } from '../events.ts';
import { personIdOf } from '../payment.ts';
import { canonicalOf } from './destinations.ts';
import { atField, withdrawalProblem } from './problems.ts';

/** Destinations in one address book at the most. */
const destinationsMax = 50;
const hourMs = 3_600_000;

interface Typed {
  readonly rail: Destination['rail'];
  readonly iban?: string | undefined;
  readonly bic?: string | undefined;
  readonly name?: string | undefined;
  readonly address?: string | undefined;
}

function readTyped({ rail, iban = '', bic, name = '', address = '' }: Typed): Destination {
  const empty = (
    rail === 'bank'
      ? ([
          ['iban', iban],
          ['name', name],
        ] as const)
      : ([['address', address]] as const)
  ).find(([, value]) => value.trim() === '');
  if (empty !== undefined) throw atField(`/${empty[0]}`, 'destination-incomplete');
  if (rail === 'evm') return { rail, address };
  return { rail, iban, name, ...(bic === undefined ? {} : { bic }) };
}

export const addDestination = command({
  name: 'wallet.add-destination',
  summary:
    'Adds a bank account or an address to one’s address book; money goes there only after a waiting time, which is told.',
  rest: 'POST /destinations',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({
    rail: Type.Enum(railIds),
    label: Type.String({ minLength: 1, maxLength: 80, description: 'What its owner calls it' }),
    iban: Type.Optional(Type.String({ maxLength: 60 })),
    bic: Type.Optional(Type.String({ maxLength: 20 })),
    name: Type.Optional(Type.String({ maxLength: 140, description: 'The account holder' })),
    address: Type.Optional(Type.String({ maxLength: 120 })),
  }),
  run: async (ctx, { label, ...given }) => {
    requireStepUp(ctx);
    const personId = personIdOf(ctx.actor);
    const shard = shardOf(personId);
    ctx.about(`person:${personId}`);
    const rail = findRail(given.rail);
    if (rail === undefined || !railsHere(ctx.config).includes(rail.id)) throw withdrawalProblem('rail-not-here');
    const details = await rail.readDestination({ ...ctx, db: ctx.tx }, personId, readTyped(given));
    const { count } = await ctx.tx
      .selectFrom('wallet.destinations')
      .select(({ fn }) => fn.countAll<bigint>().as('count'))
      .where('shard', '=', shard)
      .where('person_id', '=', personId)
      .where('removed_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (count >= destinationsMax) throw withdrawalProblem('destinations-full', { limit: String(destinationsMax) });
    const id = newId(shard);
    const usableAt = new Date(ctx.now.getTime() + ctx.config.coolingHours * hourMs);
    const added = await ctx.tx
      .insertInto('wallet.destinations')
      .values({
        shard,
        id,
        person_id: personId,
        rail: rail.id,
        label: label.trim(),
        details: JSON.stringify(details),
        canonical: canonicalOf(details),
        added_at: ctx.now,
        usable_at: usableAt,
      })
      .onConflict((conflict) =>
        conflict.columns(['shard', 'person_id', 'canonical']).where('removed_at', 'is', null).doNothing(),
      )
      .returning('id')
      .executeTakeFirst();
    if (added === undefined) throw withdrawalProblem('destination-known');
    await emit(ctx, destinationAdded, { personId, destinationId: id, label: label.trim(), usableAt });
    return { id, usableAt };
  },
});
