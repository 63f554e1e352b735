import type { Static, TSchema } from 'typebox';
import type { Command } from '../../platform/command.ts';
import { systemCaller } from '../../platform/door.ts';
import { newId } from '../../platform/id.ts';
import type { RailWorld } from '../rail.ts';

/** Runs one of the rail's own commands, as the system. */
export async function run<Name extends string, Input extends TSchema, Output>(
  { door }: Pick<RailWorld, 'door'>,
  { name }: Command<Name, Input, Output>,
  given: Static<Input>,
): Promise<Output> {
  const answer = await door.callUntyped(name, given, systemCaller('evm', newId(0)));
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the door answers what the command of this name does
  return answer as Output;
}
