/** What is known about a withdrawal at the moment of judging it; amounts in minor units. */
export interface RiskFacts {
  readonly now: Date;
  readonly amount: bigint;
  /** The amount from which a person looks at it; null: at any amount. */
  readonly reviewFrom: bigint | null;
  /** Withdrawals of this asset in the last day before this one. */
  readonly lastDay: { readonly count: number; readonly sum: bigint };
  readonly destinationAddedAt: Date;
  /** When the person last signed in on a device that we had not seen before. */
  readonly newDeviceAt: Date | null;
  /** When the way in was last changed: password, passkey, second step. */
  readonly securityChangedAt: Date | null;
  /** When a freeze of the wallet was last lifted. */
  readonly unfrozenAt: Date | null;
}

const hourMs = 3_600_000;

/** From this many in a day on, a person looks. */
const countPerDay = 5;
const newDeviceHours = 24;
const newDestinationHours = 7 * 24;
const securityHours = 24;
const unfrozenHours = 72;

/** Every rule that puts a withdrawal under review, in the order in which reasons are told. */
const riskRules = {
  'large-amount': ({ amount, reviewFrom }) => reviewFrom === null || amount >= reviewFrom,
  'many-in-a-day': ({ lastDay }) => lastDay.count + 1 >= countPerDay,
  'much-in-a-day': ({ amount, reviewFrom, lastDay }) =>
    reviewFrom !== null && amount < reviewFrom && lastDay.count > 0 && lastDay.sum + amount >= reviewFrom,
  'new-device': ({ now, newDeviceAt, destinationAddedAt }) =>
    isWithin(now, newDeviceAt, newDeviceHours) && isWithin(now, destinationAddedAt, newDestinationHours),
  'security-changed': ({ now, securityChangedAt }) => isWithin(now, securityChangedAt, securityHours),
  'recently-unfrozen': ({ now, unfrozenAt }) => isWithin(now, unfrozenAt, unfrozenHours),
} as const satisfies Record<string, (facts: RiskFacts) => boolean>;

export type RiskReason = keyof typeof riskRules;
export const riskReasons = [
  'large-amount',
  'many-in-a-day',
  'much-in-a-day',
  'new-device',
  'security-changed',
  'recently-unfrozen',
] as const satisfies readonly RiskReason[];

function isWithin(now: Date, at: Date | null, hours: number): boolean {
  return at !== null && now.getTime() - at.getTime() < hours * hourMs;
}

/** Why a person must look at a withdrawal; empty: nothing speaks against it. */
export function judgeRisk(facts: RiskFacts): RiskReason[] {
  return riskReasons.filter((reason) => riskRules[reason](facts));
}
