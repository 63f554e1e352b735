import { load, param } from '../../route.ts';
import { xmlAnswer } from './xml-answer.ts';

/** A file of the bank as it came. */
export const loader = load(async ({ door, params }) =>
  xmlAnswer(await door.call('wallet.read-bank-file', { file: param(params, 'file') })),
);
