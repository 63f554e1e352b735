import { defineProblems } from '../platform/problem.ts';

/** What makes a bank statement unreadable, or a payout impossible; each names the remedy. */
export const problem = defineProblems('rails', {
  'payouts-closed': {
    status: 503,
    title: { en: 'Nothing can be paid out this way', 'zh-CN': '该通道目前无法付款' },
    detail: {
      en: 'This way out is not set up here. Your money stays in your wallet; choose another way, or ask us.',
      'zh-CN': '该出款通道尚未开通，您的资金仍在钱包中。请选择其他方式或联系我们。',
    },
  },
  'file-empty': {
    status: 422,
    title: { en: 'The file is empty', 'zh-CN': '文件为空' },
    detail: {
      en: 'The file has no content. Download the statement from the bank again and upload that.',
      'zh-CN': '文件没有内容。请从银行重新下载对账单后上传。',
    },
  },
  'file-too-large': {
    status: 413,
    title: { en: 'The file is too large', 'zh-CN': '文件过大' },
    detail: {
      en: 'A statement may have {limit} at the most. Ask the bank for a shorter period and upload the parts one by one.',
      'zh-CN': '对账单上限为 {limit}。请向银行索取较短期间的对账单，分批上传。',
    },
  },
  'file-encoding': {
    status: 422,
    title: { en: 'The file’s characters cannot be read', 'zh-CN': '无法识别文件编码' },
    detail: {
      en: 'The file is not written in {encoding}, or we do not read that encoding. Ask the bank for UTF-8; do not open and save the file in another program.',
      'zh-CN': '文件内容不符合 {encoding} 编码，或该编码不受支持。请向银行索取 UTF-8 文件，不要用其他程序打开后另存。',
    },
  },
  'file-not-xml': {
    status: 422,
    title: { en: 'The file is not well-formed XML', 'zh-CN': '文件不是格式正确的 XML' },
    detail: {
      en: 'Reading stopped at line {line}: {fault}. The file may be cut off or edited; download it from the bank again. If it is a PDF or a spreadsheet, ask the bank for camt.053.',
      'zh-CN':
        '读取在第 {line} 行停止：{fault}。文件可能不完整或被改动，请从银行重新下载。如果是 PDF 或表格，请向银行索取 camt.053 格式。',
    },
  },
  'file-declares-entities': {
    status: 422,
    title: { en: 'The file carries a document type declaration', 'zh-CN': '文件带有文档类型声明' },
    detail: {
      en: 'No bank statement has a DOCTYPE, and such files can be made to harm a reader, so nothing of it was read. Check where the file came from.',
      'zh-CN': '银行对账单不应含有 DOCTYPE，此类文件可能被用来攻击读取程序，因此未读取任何内容。请核实文件来源。',
    },
  },
  'file-not-a-statement': {
    status: 422,
    title: { en: 'The file is not a camt.053 statement', 'zh-CN': '文件不是 camt.053 对账单' },
    detail: {
      en: 'Its outermost element is {root}. We read ISO 20022 camt.053.001.02 to camt.053.001.13; ask the bank for the end-of-day statement in that format.',
      'zh-CN':
        '其最外层元素为 {root}。我们读取 ISO 20022 camt.053.001.02 至 camt.053.001.13，请向银行索取该格式的日终对账单。',
    },
  },
  'statement-incomplete': {
    status: 422,
    title: { en: 'The statement lacks something it must have', 'zh-CN': '对账单缺少必要内容' },
    detail: {
      en: 'In {place}, {element} is missing or cannot be understood. Nothing was booked; ask the bank for a corrected statement.',
      'zh-CN': '{place} 中的 {element} 缺失或无法理解。未记入任何款项，请向银行索取更正后的对账单。',
    },
  },
  'statement-currency-unknown': {
    status: 422,
    title: { en: 'We hold no account in this currency', 'zh-CN': '我们没有该币种的账户' },
    detail: {
      en: 'The statement is in {currency}, which is not one of our assets. Nothing was booked; check that it is the right account.',
      'zh-CN': '对账单币种为 {currency}，不在我们的资产之列。未记入任何款项，请确认账户是否正确。',
    },
  },
  'statement-currency-mixed': {
    status: 422,
    title: { en: 'The statement mixes currencies', 'zh-CN': '对账单混用币种' },
    detail: {
      en: 'The account is in {currency}, but {place} is in {found}. Nothing was booked; ask the bank for a corrected statement.',
      'zh-CN': '账户币种为 {currency}，但 {place} 为 {found}。未记入任何款项，请向银行索取更正后的对账单。',
    },
  },
  'statement-does-not-balance': {
    status: 422,
    title: { en: 'The statement does not add up', 'zh-CN': '对账单金额不平' },
    detail: {
      en: 'Statement {id}: {opening} and movements of {movements} do not make {closing}. Lines are missing or were changed; nothing was booked. Download it from the bank again.',
      'zh-CN':
        '对账单 {id}：期初 {opening} 加发生额 {movements} 不等于期末 {closing}。明细缺失或被改动，未记入任何款项。请从银行重新下载。',
    },
  },
});
