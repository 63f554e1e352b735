import type { App } from '../src/app.ts';
import { testIban } from '../test/iban.ts';
import type { PersonaId } from '../test/people.ts';
import type { DemoClock } from './clock.ts';
import { residentIn } from './money.ts';
import type { Customers } from './money.ts';

/** Who takes money out: since when the bank account is known, what, and how often within the hour. */
const withdrawals: readonly (readonly [
  PersonaId,
  string,
  daysKnown: number,
  asset: string,
  amount: string,
  times: number,
])[] = [
  // It goes at once; the fifth of a day is looked at; a new destination waits.
  ['alice', 'My current account', 9, 'USD', '60.00', 1],
  ['frank', 'Savings', 9, 'USD', '10.00', 5],
  ['sunli', '我的工资卡', 0, 'CNY', '200.00', 1],
];

/** Money on its way out in each state that a customer or the desk should meet. */
export async function withdrawMoney(app: App, customers: Customers, clock: DemoClock): Promise<void> {
  for (const [index, [id, label, daysKnown, asset, amount, times]] of withdrawals.entries()) {
    const { caller, persona } = residentIn(customers, id);
    clock.goBackDays(daysKnown);
    const { id: destination } = await app.door.call(
      'wallet.add-destination',
      { rail: 'bank', label, iban: testIban(index + 1), name: persona.name },
      caller,
    );
    clock.comeBack();
    for (let time = 0; time < times; time += 1)
      await app.door.call('wallet.request-withdrawal', { asset, amount, destination }, caller);
  }
}
