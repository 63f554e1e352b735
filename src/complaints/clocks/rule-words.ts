import type { Locale, Localized } from '../../platform/localized.ts';
import { eventWords, limitIn, listOf, written } from './explanation.ts';
import type { ClockEventType, Extension, Facts, Part, Rule } from './pack.ts';

/** A rule of a pack in plain words, one sentence for each thing that there is to say. */
export interface RuleWords {
  readonly onlyIf: Localized | null;
  readonly starts: Localized;
  readonly limit: Localized;
  readonly ends: Localized;
  readonly moves: Localized | null;
  readonly pause: Localized | null;
  readonly example: Localized;
}

/** What a rule says of time, for whoever reads the pack. */
export function describeRule(rule: Rule): RuleWords {
  const { startedBy, stoppedBy, extension, pause, example } = rule;
  return {
    onlyIf: conditions(rule),
    starts: both((locale) => events(startedBy, locale)),
    limit: both((locale) => limitOf(rule, locale)),
    ends: both((locale) => events(stoppedBy, locale)),
    moves: extension === undefined ? null : both((locale) => moves(extension, locale)),
    pause: pause === undefined ? null : pause.why,
    example: {
      en: `From ${written(example.start, 'en')} it runs until the end of ${written(example.due, 'en')}.`,
      'zh-CN': `自${written(example.start, 'zh-CN')}起算，到${written(example.due, 'zh-CN')}当天结束。`,
    },
  };
}

function both(say: (locale: Locale) => string): Localized {
  return { en: say('en'), 'zh-CN': say('zh-CN') };
}

function events(types: readonly ClockEventType[], locale: Locale): string {
  const words = types.map((type) => eventWords[type][locale]);
  const named = locale === 'en' ? words.map((word) => `${word.charAt(0).toLowerCase()}${word.slice(1)}`) : words;
  return listOf(named, locale, 'disjunction');
}

function limitOf({ limit, countFrom }: Rule, locale: Locale): string {
  const dayItself = {
    day_after: { en: 'not counting the day it starts', 'zh-CN': '起算当日不计' },
    event_day: { en: 'counting the day it starts', 'zh-CN': '起算当日计入' },
  }[countFrom][locale];
  if (limit.unit !== 'prompt')
    return locale === 'en' ? `${limitIn(limit, 'en')}, ${dayItself}` : `${limitIn(limit, 'zh-CN')}（${dayItself}）`;
  return locale === 'en'
    ? `promptly; we allow ourselves ${limitIn(limit.ceiling, 'en')}, ${dayItself}`
    : `及时办理，我们承诺最多${limitIn(limit.ceiling, 'zh-CN')}（${dayItself}）`;
}

function moves({ by, limits }: Extension, locale: Locale): string {
  const act = eventWords[by][locale];
  const furthest = limits.map((limit) => limitIn(limit, locale));
  if (locale === 'en')
    return limits.length === 0
      ? `${act} in time: to the date that it names.`
      : `${act} in time: to the date that it names, at the most ${furthest.join(', and the second time ')} from the start.`;
  return limits.length === 0
    ? `按时${act}的，改为其中写明的日期。`
    : `按时${act}的，改为其中写明的日期，自起算之日最长${furthest.join('，再次延长最长')}。`;
}

const partWords: Readonly<Record<Part, Localized>> = {
  payment: { en: 'it is about payments or electronic money', 'zh-CN': '涉及支付或电子货币' },
  other: {
    en: 'it is about something else than payments or electronic money',
    'zh-CN': '涉及支付和电子货币以外的事项',
  },
};

/** Each fact that a rule may ask for, where it holds and where it does not. */
const factWords: Readonly<Record<string, { readonly yes: Localized; readonly no: Localized }>> = {
  paymentService: {
    yes: { en: 'it is about a payment service', 'zh-CN': '涉及支付服务' },
    no: { en: 'it is not about a payment service', 'zh-CN': '不涉及支付服务' },
  },
  newAccount: {
    yes: { en: 'the account is new', 'zh-CN': '账户为新开立' },
    no: { en: 'the account is not new', 'zh-CN': '账户不是新开立' },
  },
  pointOfSale: {
    yes: { en: 'it was a debit at a shop’s till', 'zh-CN': '属于商店刷卡扣款' },
    no: { en: 'it was no debit at a shop’s till', 'zh-CN': '不属于商店刷卡扣款' },
  },
  foreignInitiated: {
    yes: { en: 'the transfer was begun abroad', 'zh-CN': '转账由境外发起' },
    no: { en: 'the transfer was not begun abroad', 'zh-CN': '转账不是由境外发起' },
  },
};

function conditions({ part, when = {}, inForce = {} }: Rule): Localized | null {
  const { from, until } = inForce;
  const all: readonly Localized[] = [
    ...(part === undefined ? [] : [partWords[part]]),
    ...wordsOf(when),
    ...(from === undefined
      ? []
      : [{ en: `it begins on ${written(from, 'en')} or later`, 'zh-CN': `自${written(from, 'zh-CN')}起发生` }]),
    ...(until === undefined
      ? []
      : [{ en: `it begins on ${written(until, 'en')} or earlier`, 'zh-CN': `在${written(until, 'zh-CN')}及以前发生` }]),
  ];
  return all.length === 0
    ? null
    : both((locale) =>
        listOf(
          all.map((one) => one[locale]),
          locale,
        ),
      );
}

function wordsOf(when: Facts): Localized[] {
  return Object.entries(when).map(([fact, value]) => {
    const words = factWords[fact];
    if (words === undefined || typeof value !== 'boolean')
      return { en: `${fact}: ${value}`, 'zh-CN': `${fact}：${value}` };
    return value ? words.yes : words.no;
  });
}
