import { Temporal } from 'temporal-polyfill';
import type { FieldError, Problem } from '../../platform/problem.ts';
import type { AskedLevel, VerificationDetails } from './contract.ts';
import { verificationProblem } from './problems.ts';

const ageMin = 18;
const ageMax = 130;

const asked: Readonly<Record<AskedLevel, readonly (keyof VerificationDetails)[]>> = {
  1: ['name', 'birthDate', 'country', 'documentKind', 'documentNumber'],
  2: ['address', 'funds'],
};

/** What a level asks for, trimmed; throws a Problem with a place for everything that is missing or cannot be. */
export function readDetails(
  level: AskedLevel,
  given: VerificationDetails,
  today: Temporal.PlainDate,
): VerificationDetails {
  const entries = asked[level].map((name) => [name, (given[name] ?? '').normalize('NFC').trim()] as const);
  const missing = entries
    .filter(([, value]) => value === '')
    .map(([name]) => faultAt(name, 'verification-detail-missing'));
  const birthDate = entries.find(([name]) => name === 'birthDate')?.[1];
  const faults =
    birthDate === undefined || birthDate === '' || isOfAge(birthDate, today)
      ? missing
      : [...missing, faultAt('birthDate', 'verification-birth-date')];
  if (faults.length > 0)
    throw faults.length === missing.length
      ? problem('verification-detail-missing', faults)
      : problem('verification-birth-date', faults);
  return Object.fromEntries(entries);
}

type Name = 'verification-detail-missing' | 'verification-birth-date';

function problem(name: Name, faults: readonly FieldError[]): Problem {
  return verificationProblem(name, {}, faults);
}

function faultAt(name: string, fault: Name): FieldError {
  return { pointer: `/${name}`, detail: verificationProblem(fault).text.detail };
}

function isOfAge(typed: string, today: Temporal.PlainDate): boolean {
  try {
    const { years } = Temporal.PlainDate.from(typed, { overflow: 'reject' }).until(today, { largestUnit: 'years' });
    return years >= ageMin && years <= ageMax;
  } catch {
    return false;
  }
}
