import type { rules as english } from '../en/rules.ts';
import type { Texts } from '../texts.ts';

export const rules: Texts<typeof english> = {
  title: '投诉适用哪些时限',
  lead: '每套规则写明投诉应在什么时候确认、答复和作出决定，以及逾期后您可以怎么做。我们据此计算您案件的日期；同时适用多套规则的，以最早的日期为准。',
  advice: '以上内容仅供参考，不构成法律意见。',
  inUse: { licence: '在此适用', default: '没有其他规则时适用' },
  others: '我们已收录、但不适用于此处投诉的规则',
  version: (day) => `版本日期：${day}`,
  back: '全部规则',
  see: '用通俗语言查看这些规则',
  binding: { law: '法定', guidance: '监管指引', promise: '承诺' },
  bearer: {
    provider: '由我们办理',
    customer: '由您办理',
    authority: '由主管部门办理',
    nobody: '到期即关闭的途径',
  },
  confidence: { H: '确定', M: '较为确定', L: '未经核实' },
  evidence: {
    s: '已核对法律原文或官方页面',
    s2: '依据二手资料',
    g: '属一般常识，未核对原文',
    '?': '未知，不据此计算日期',
  },
  marks: (confidence, evidence) => `${confidence}：${evidence}。`,
  dates: '时限',
  duties: '其他要求（个案中没有具体日期）',
  details: '怎样算办结、应写明什么',
  terms: {
    onlyIf: '适用条件',
    starts: '起算',
    limit: '期限',
    ends: '如何算办结',
    moves: '如何延期',
    pause: '不计入',
    mustContain: '应写明',
    delayContains: '延期通知应写明',
    door: '逾期之后',
    example: '举例',
    marks: '可靠程度',
  },
  place: (zone, calendar, source) =>
    `按${zone}的日期计算。工作日依据：${calendar}（${source}）。居住在其他地方的客户，日期可能不同。`,
  link: '用通俗语言查看投诉的全部规则和时限',
};
