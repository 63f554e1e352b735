import type { Locale, Localized } from '../../platform/localized.ts';
import type { NotedDay, UnexplainedClock } from './engine.ts';
import type { ClockEventType, CountedLimit, CountedUnit } from './pack.ts';

/** The events in words, as the beginning of a sentence with a date. */
export const eventWords: Readonly<Record<ClockEventType, Localized>> = {
  received: { en: 'Complaint received', 'zh-CN': '收到投诉' },
  forwarded_by_regulator: { en: 'Forwarded by an authority', 'zh-CN': '监管部门转来' },
  oral_notice: { en: 'Told by word of mouth', 'zh-CN': '口头告知' },
  statement_sent: { en: 'Statement sent', 'zh-CN': '发出对账单' },
  accepted_by_authority: { en: 'Accepted by the authority', 'zh-CN': '主管部门受理' },
  closed_by_authority: { en: 'Closed by the authority', 'zh-CN': '主管部门办结' },
  admitted: { en: 'Complaint found admissible', 'zh-CN': '决定受理' },
  reopened: { en: 'Complaint reopened', 'zh-CN': '投诉重新打开' },
  acknowledged: { en: 'Receipt confirmed', 'zh-CN': '确认收到' },
  progress_reported: { en: 'Progress reported', 'zh-CN': '告知进展' },
  holding_reply_sent: { en: 'Notice of delay sent', 'zh-CN': '发出延期说明' },
  provisional_credit_given: { en: 'Provisional credit given', 'zh-CN': '先行垫付' },
  testing_started: { en: 'Testing began', 'zh-CN': '开始检测、鉴定' },
  testing_ended: { en: 'Testing ended', 'zh-CN': '检测、鉴定结束' },
  determined: { en: 'Decision made', 'zh-CN': '作出处理决定' },
  answered: { en: 'Answer sent', 'zh-CN': '作出答复' },
  redress_accepted: { en: 'Redress accepted', 'zh-CN': '客户接受补偿' },
  redress_paid: { en: 'Redress paid', 'zh-CN': '补偿已支付' },
  referred: { en: 'Referred to an outside body', 'zh-CN': '提交外部机构' },
  withdrawn: { en: 'Withdrawn', 'zh-CN': '撤回' },
};

const unitWords: Readonly<Record<CountedUnit, { readonly one: string; readonly many: string; readonly zh: string }>> = {
  calendar_day: { one: 'calendar day', many: 'calendar days', zh: '个自然日' },
  business_day: { one: 'business day', many: 'business days', zh: '个工作日' },
  week: { one: 'week', many: 'weeks', zh: '周' },
  month: { one: 'month', many: 'months', zh: '个月' },
};

const dateFormats: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
  'zh-CN': new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'UTC' }),
};

/** Several things in a row: “a, b and c”, or “a, b or c”. */
export function listOf(
  parts: readonly string[],
  locale: Locale,
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string {
  return new Intl.ListFormat(locale === 'en' ? 'en-GB' : locale, { type }).format(parts);
}

/** Why a clock is due when it is, in sentences for the person who waits for it. */
export function explainClock(clock: UnexplainedClock): Localized {
  return { en: explainInEnglish(clock), 'zh-CN': explainInChinese(clock) };
}

function explainInEnglish(clock: UnexplainedClock): string {
  const limit = limitIn(clock.limit, 'en');
  const sentences = [
    `${eventWords[clock.start.type].en} on ${written(clock.start.date, 'en')}.`,
    sourceInEnglish(clock, limit),
    `Due by the end of ${written(clock.dueDate, 'en')}, ${clock.zone} time.`,
  ];
  if (clock.calendar !== null) {
    const holidays = named(clock.skipped, 'en');
    sentences.push(
      `Weekends are not counted${holidays === '' ? '' : `, nor are ${holidays}`} (calendar: ${clock.calendar.label.en}).`,
    );
    if (clock.madeUp.length > 0) sentences.push(`Counted although on a weekend: ${named(clock.madeUp, 'en')}.`);
    if (clock.calendar.tentative)
      sentences.push('Not all of the holidays in this time are announced yet, so the date may change.');
  }
  if (clock.extension !== null) {
    const { date, previousDueDate } = clock.extension;
    sentences.push(
      `It was due by ${written(previousDueDate, 'en')}; a notice of delay with reasons moved it on ${written(date, 'en')}.`,
    );
  }
  if (clock.part !== null && clock.mixed)
    sentences.push(
      clock.part === 'payment'
        ? 'This date is for what the complaint says about payments or electronic money.'
        : 'This date is for what the complaint says about anything but payments or electronic money.',
    );
  return sentences.join(' ');
}

function sourceInEnglish({ binding, unit, clause }: UnexplainedClock, limit: string): string {
  if (binding === 'promise') return `We promise ${limit}, after ${clause}; this is our promise, not a rule of law.`;
  if (binding === 'guidance') return `${clause} expects this within ${limit}; it is guidance, not law.`;
  return unit === 'prompt'
    ? `${clause} asks for this without undue delay; we allow ourselves ${limit} at most.`
    : `${clause} sets a limit of ${limit}.`;
}

function explainInChinese(clock: UnexplainedClock): string {
  const limit = limitIn(clock.limit, 'zh-CN');
  const sentences = [
    `${written(clock.start.date, 'zh-CN')}${eventWords[clock.start.type]['zh-CN']}。`,
    sourceInChinese(clock, limit),
    `最迟到${written(clock.dueDate, 'zh-CN')}当天结束（${clock.zone}时间）。`,
  ];
  if (clock.calendar !== null) {
    const holidays = named(clock.skipped, 'zh-CN');
    sentences.push(
      `周末不计${holidays === '' ? '' : `，${holidays}也不计`}（日历：${clock.calendar.label['zh-CN']}）。`,
    );
    if (clock.madeUp.length > 0) sentences.push(`周末调休上班，计入：${named(clock.madeUp, 'zh-CN')}。`);
    if (clock.calendar.tentative) sentences.push('这段时间的节假日尚未全部公布，日期可能变动。');
  }
  if (clock.extension !== null) {
    const { date, previousDueDate } = clock.extension;
    sentences.push(`原定${written(previousDueDate, 'zh-CN')}；${written(date, 'zh-CN')}发出说明理由的延期通知后改期。`);
  }
  if (clock.part !== null && clock.mixed)
    sentences.push(
      clock.part === 'payment'
        ? '此日期适用于投诉中涉及支付或电子货币的部分。'
        : '此日期适用于投诉中支付和电子货币以外的部分。',
    );
  return sentences.join('');
}

function sourceInChinese({ binding, unit, clause }: UnexplainedClock, limit: string): string {
  if (binding === 'promise') return `我们参照${clause}承诺${limit}；这是我们的承诺，不是法律规定。`;
  if (binding === 'guidance') return `${clause}期望在${limit}内完成；这是监管指引，不是法律规定。`;
  return unit === 'prompt' ? `${clause}要求不得无故拖延，我们给自己最多${limit}。` : `${clause}规定的时限是${limit}。`;
}

/** `15 business days`. */
export function limitIn({ unit, count }: CountedLimit, locale: Locale): string {
  const { one, many, zh } = unitWords[unit];
  return locale === 'en' ? `${count} ${count === 1 ? one : many}` : `${count}${zh}`;
}

/** The days that need a name: weekends that are plain weekends go without saying. */
function named(days: readonly NotedDay[], locale: Locale): string {
  const notable = days.filter((day) => day.why.en !== 'Saturday' && day.why.en !== 'Sunday');
  const parts = notable.map(
    (day) => `${written(day.date, locale)}${locale === 'en' ? ` (${day.why.en})` : `（${day.why['zh-CN']}）`}`,
  );
  return listOf(parts, locale);
}

/** A local date in words. */
export function written(date: string, locale: Locale): string {
  return dateFormats[locale].format(new Date(`${date}T00:00:00Z`));
}
