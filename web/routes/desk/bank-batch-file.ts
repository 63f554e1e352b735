import { load, param } from '../../route.ts';
import { xmlAnswer } from './xml-answer.ts';

/** The file of a released batch, for the bank. */
export const loader = load(async ({ door, params }) =>
  xmlAnswer(await door.call('rails.read-bank-batch', { batch: param(params, 'batch') })),
);
