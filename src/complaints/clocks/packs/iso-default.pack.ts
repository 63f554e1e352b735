import type { ClockEventType, Door, Pack, Rule } from '../pack.ts';

const supervisorReview: Door = {
  id: 'supervisor-review',
  label: {
    en: 'You may ask for a review by someone who has not worked on your case, or go to a consumer body or court where you live.',
    'zh-CN': '你可以要求由未参与处理的人员复核，也可以向所在地的消费者组织投诉或提起诉讼。',
  },
  clause: 'ISO 10002:2018, 7.9',
};

const starts: readonly ClockEventType[] = ['received', 'forwarded_by_regulator', 'reopened'];

/** One of the beats at which the customer hears from us even if nothing has changed. */
function progressBeat(id: string, day: number, previousDay: number | null, due: string): Rule {
  return {
    id,
    clause: 'ISO 10002:2018, 7.3',
    title: { en: `Report progress by day ${day}`, 'zh-CN': `第${day}天前告知进展` },
    bearer: 'provider',
    startedBy: starts,
    countFrom: 'day_after',
    limit: { unit: 'calendar_day', count: day },
    stoppedBy: ['progress_reported', 'answered'],
    ...(previousDay === null
      ? {}
      : { stopsAfter: { act: 'progress_reported', limit: { unit: 'calendar_day', count: previousDay } } }),
    mustContain: [{ en: 'What we did, what is left, and the new date', 'zh-CN': '已做的事、剩下的事和新的日期' }],
    confidence: 'M',
    evidence: 's2',
    example: { start: '2026-03-02', due },
  };
}

export default {
  id: 'iso-default',
  version: '2026-11-22',
  title: { en: 'Our promises, after ISO 10002', 'zh-CN': '我们的承诺（参照ISO 10002）' },
  binding: 'promise',
  notice: {
    en: 'Promises of the provider after the guidelines of ISO 10002:2018, for customers whose law sets no limits that we know. Not law, and not legal advice.',
    'zh-CN': '服务方参照ISO 10002:2018指南作出的承诺，适用于所在地法律时限未知的客户。不是法律规定，不构成法律意见。',
  },
  zone: 'UTC',
  calendar: 'target',
  byResidence: {
    CN: { zone: 'Asia/Shanghai', calendar: 'cn' },
    GB: { zone: 'Europe/London', calendar: 'gb-england-and-wales' },
    HK: { zone: 'Asia/Hong_Kong', calendar: 'hk' },
    SG: { zone: 'Asia/Singapore', calendar: 'sg' },
    US: { zone: 'America/New_York', calendar: 'us-federal' },
  },
  rules: [
    {
      id: 'ISO-1',
      clause: 'ISO 10002:2018, 7.4',
      title: { en: 'Confirm receipt', 'zh-CN': '确认收到投诉' },
      bearer: 'provider',
      startedBy: starts,
      countFrom: 'day_after',
      limit: { unit: 'prompt', ceiling: { unit: 'business_day', count: 1 } },
      stoppedBy: ['acknowledged', 'answered'],
      mustContain: [
        { en: 'The case number and a copy of the complaint', 'zh-CN': '投诉编号和投诉副本' },
        { en: 'Who deals with it, and by when', 'zh-CN': '处理人和时限' },
      ],
      door: supervisorReview,
      confidence: 'M',
      evidence: 's2',
      example: { start: '2026-03-02', due: '2026-03-03' },
    },
    progressBeat('ISO-2', 3, null, '2026-03-05'),
    progressBeat('ISO-3', 10, 3, '2026-03-12'),
    progressBeat('ISO-4', 20, 10, '2026-03-22'),
    {
      id: 'ISO-5',
      clause: 'ISO 10002:2018, 7.7–7.8',
      title: { en: 'Answer the complaint', 'zh-CN': '答复投诉' },
      bearer: 'provider',
      startedBy: starts,
      countFrom: 'day_after',
      limit: { unit: 'calendar_day', count: 30 },
      stoppedBy: ['answered'],
      extension: {
        by: 'holding_reply_sent',
        limits: [{ unit: 'calendar_day', count: 60 }],
        mustContain: [{ en: 'Why it takes longer, and the new date', 'zh-CN': '延迟原因和新的日期' }],
      },
      mustContain: [
        { en: 'Our decision on each point, with reasons', 'zh-CN': '对每一点的决定和理由' },
        { en: 'What we will do, how much and when', 'zh-CN': '我们将做什么、金额多少、何时完成' },
        { en: 'What you can do if you disagree', 'zh-CN': '不同意时可以怎么做' },
      ],
      door: supervisorReview,
      confidence: 'M',
      evidence: 's2',
      example: { start: '2026-03-02', due: '2026-04-01' },
    },
  ],
} satisfies Pack;
