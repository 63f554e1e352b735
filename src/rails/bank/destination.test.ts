import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { openTestBank, codeOf } from '../../../test/bank-world.ts';
import { readBankDestination } from './destination.ts';
import { ibanFault } from './iban.ts';

const { db, config, close } = await openTestBank();
after(close);
const reader = { db, config, now: new Date() };

const good = { rail: 'bank', iban: 'DE89 3704 0044 0532 0130 00', name: 'Anna Lee' } as const;

test('a destination comes back in its one form', async () => {
  assert.deepEqual(
    await readBankDestination(reader, { ...good, iban: 'de89-3704 0044 0532 013000', name: ' Anna  Lee ' }),
    {
      rail: 'bank',
      iban: 'DE89370400440532013000',
      name: 'Anna Lee',
    },
  );
  const { bic, ...rest } = { ...good, bic: 'cobadeff xxx' };
  assert.deepEqual(await readBankDestination(reader, { ...rest, bic }), {
    rail: 'bank',
    iban: 'DE89370400440532013000',
    bic: 'COBADEFFXXX',
    name: 'Anna Lee',
  });
});

for (const [title, change, code] of [
  ['no name', { name: '  ' }, 'rails.destination-name-missing'],
  ['a name that banks cannot write', { name: 'Анна' }, 'rails.destination-name-letters'],
  ['no IBAN', { iban: '1234567' }, 'rails.destination-iban-form'],
  ['a country without IBANs', { iban: 'US89370400440532013000' }, 'rails.destination-iban-country'],
  ['a digit too few', { iban: 'DE8937040044053201300' }, 'rails.destination-iban-length'],
  ['a wrong digit', { iban: 'DE89370400440532013001' }, 'rails.destination-iban-check-digits'],
  ['two digits exchanged', { iban: 'DE89370400440532010300' }, 'rails.destination-iban-check-digits'],
  ['our own account', { iban: 'DE02 1203 0000 0000 2020 51' }, 'rails.destination-is-ours'],
  ['a malformed BIC', { bic: 'COBA1' }, 'rails.destination-bic'],
] as const)
  test(`a destination with ${title} is refused with its own sentence`, async () => {
    assert.equal(await codeOf(readBankDestination(reader, { ...good, ...change })), code);
  });

test('an address of a chain is no bank account', async () => {
  assert.equal(
    await codeOf(readBankDestination(reader, { rail: 'evm', address: '0x0' })),
    'rails.destination-other-rail',
  );
});

test('IBANs of the registry’s own examples are taken, and no single wrong digit is', () => {
  const examples = [
    'GB82WEST12345698765432',
    'FR1420041010050500013M02606',
    'CH9300762011623852957',
    'NL91ABNA0417164300',
    'SA0380000000608010167519',
    'BR9700360305000010009795493P1',
    'MT84MALT011000012345MTLCAST001S',
    'NO9386011117947',
    'LC55HEMM000100010012001200023015',
  ];
  for (const iban of examples) assert.equal(ibanFault(iban), undefined, iban);
  const place = fc.record({
    which: fc.nat(examples.length - 1),
    at: fc.integer({ min: 2, max: 14 }),
    digit: fc.nat(9),
  });
  fc.assert(
    fc.property(place, ({ which, at, digit }) => {
      const iban = examples[which] ?? '';
      const changed = iban.slice(0, at) + String(digit) + iban.slice(at + 1);
      if (changed !== iban && /\d/.test(iban.charAt(at))) assert.equal(ibanFault(changed), 'check-digits');
    }),
  );
});
