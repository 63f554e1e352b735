import type { FieldError } from '../../platform/problem.ts';
import type { Destination } from '../contract.ts';
import { problem } from '../problems.ts';
import type { Reader } from '../rail.ts';
import { ibanFault, ibanLength, normalizeAccountNumber } from './iban.ts';
import { nameForBank } from './payment-file.ts';

type ProblemName = Parameters<typeof problem>[0];

function refuse(
  field: 'iban' | 'bic' | 'name',
  name: ProblemName,
  values: Readonly<Record<string, string>> = {},
): Error {
  const fields: readonly FieldError[] = [{ pointer: `/${field}`, detail: problem(name).text.detail }];
  return problem(name, values, fields);
}

const bicPattern = /^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/;
const nameLengthMax = 140;

/** A bank account that money may go to, in its one form; throws the `destination-…` Problems. */
export async function readBankDestination(reader: Reader, typed: Destination): Promise<Destination> {
  if (typed.rail !== 'bank') throw problem('destination-other-rail');
  const name = typed.name
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  if (name === '' || name.length > nameLengthMax) throw refuse('name', 'destination-name-missing');
  if (nameForBank(name) === undefined) throw refuse('name', 'destination-name-letters');

  const iban = normalizeAccountNumber(typed.iban);
  const country = iban.slice(0, 2);
  const fault = ibanFault(iban);
  if (fault === 'length')
    throw refuse('iban', 'destination-iban-length', {
      country,
      expected: String(ibanLength(country) ?? ''),
      found: String(iban.length),
    });
  if (fault !== undefined) throw refuse('iban', `destination-iban-${fault}`, { country });
  const own = await reader.db
    .selectFrom('rails.bank_accounts')
    .select('number')
    .where('number', '=', iban)
    .executeTakeFirst();
  if (own !== undefined) throw refuse('iban', 'destination-is-ours');

  const bic = typed.bic?.replace(/\s/g, '').toUpperCase() ?? '';
  if (bic === '') return { rail: 'bank', iban, name };
  if (!bicPattern.test(bic)) throw refuse('bic', 'destination-bic');
  return { rail: 'bank', iban, bic, name };
}
