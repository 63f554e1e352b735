import type { Localized } from '../../platform/localized.ts';
import type { RailId } from '../../rails/rails.ts';

const hourMs = 3_600_000;

/** How long money takes on each rail once it has left: what we say, and after how many hours we have broken our word. */
export const arrivals: Readonly<Record<RailId, { readonly hours: number; readonly text: Localized }>> = {
  bank: {
    hours: 72,
    text: {
      en: 'Usually on the next working day, within 3 days at the latest',
      'zh-CN': '通常下一工作日到账，最迟 3 天内',
    },
  },
  evm: {
    hours: 2,
    text: {
      en: 'Usually within some minutes, within 2 hours at the latest',
      'zh-CN': '通常几分钟内到账，最迟 2 小时内',
    },
  },
};

export function hoursAfter(at: Date, hours: number): Date {
  return new Date(at.getTime() + hours * hourMs);
}

/** By when a withdrawal that leaves now has arrived. */
export function arrivalOf(rail: RailId, now: Date): Date {
  return hoursAfter(now, arrivals[rail].hours);
}
