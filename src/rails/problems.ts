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
  'chain-not-ready': {
    status: 503,
    title: { en: 'The chain cannot be reached at the moment', 'zh-CN': '目前无法连接区块链' },
    detail: {
      en: 'We have no connection to the chain, so this cannot be done now. Nothing is lost; try again in some minutes.',
      'zh-CN': '我们暂时无法连接区块链，此操作无法进行。资金不受影响，请几分钟后再试。',
    },
  },
  'address-malformed': {
    status: 422,
    title: { en: 'This is not an address on {network}', 'zh-CN': '这不是 {network} 上的地址' },
    detail: {
      en: 'An address begins with 0x and has 40 letters and digits after it. Copy it again from the wallet that should receive.',
      'zh-CN': '地址以 0x 开头，后接 40 位字母和数字。请从收款钱包重新复制。',
    },
  },
  'address-checksum': {
    status: 422,
    title: { en: 'The address has a typing error', 'zh-CN': '地址有误' },
    detail: {
      en: 'Its capital and small letters do not fit together, so at least one character is wrong. Copy it again; do not type it.',
      'zh-CN': '地址的大小写校验不符，说明至少有一个字符有误。请重新复制，不要手动输入。',
    },
  },
  'address-other-network': {
    status: 422,
    title: { en: 'This address is of another network', 'zh-CN': '这是其他网络的地址' },
    detail: {
      en: 'It looks like an address on {found}; we pay out on {network}. Money sent there would be lost. Ask the recipient for an address on {network}.',
      'zh-CN': '这像是 {found} 的地址，而我们在 {network} 上付款，转过去资金会丢失。请向收款方索取 {network} 地址。',
    },
  },
  'address-zero': {
    status: 422,
    title: { en: 'Nobody holds this address', 'zh-CN': '该地址无人持有' },
    detail: {
      en: 'Money sent to it is destroyed. Copy the address again from the wallet that should receive.',
      'zh-CN': '转到该地址的资金将被销毁。请从收款钱包重新复制地址。',
    },
  },
  'address-own': {
    status: 422,
    title: { en: 'This is a deposit address of a wallet here', 'zh-CN': '这是本平台的充值地址' },
    detail: {
      en: 'Send it as a payment instead, to the e-mail address or handle: it is there at once and costs no network fee.',
      'zh-CN': '请改用站内转账，发送到对方的邮箱或用户名：即时到账，且不收网络手续费。',
    },
  },
  'address-token': {
    status: 422,
    title: { en: 'This is the address of the token itself', 'zh-CN': '这是代币合约的地址' },
    detail: {
      en: 'What is sent to a token’s contract stays there for ever. Enter the recipient’s own address.',
      'zh-CN': '转到代币合约的资金将永远无法取回。请填写收款人自己的地址。',
    },
  },
  'address-contract': {
    status: 422,
    title: { en: 'This address is a contract', 'zh-CN': '该地址是合约地址' },
    detail: {
      en: 'A program, not a person, holds this address, and many cannot give back what reaches them, so we do not pay to contracts. Use the address of a personal wallet, or the deposit address that an exchange shows you.',
      'zh-CN':
        '该地址由程序而非个人控制，许多合约无法退回收到的资金，因此我们不向合约付款。请使用个人钱包地址，或交易所显示的充值地址。',
    },
  },
  'hash-malformed': {
    status: 422,
    title: { en: 'This is not a transaction hash', 'zh-CN': '这不是交易哈希' },
    detail: {
      en: 'A hash begins with 0x and has 64 letters and digits after it. Your wallet or exchange shows it beside the transfer, often as “TxID”.',
      'zh-CN': '交易哈希以 0x 开头，后接 64 位字母和数字。您的钱包或交易所会在转账记录旁显示，常标为“TxID”。',
    },
  },
  'destination-other-rail': {
    status: 422,
    title: { en: 'This is no bank account', 'zh-CN': '这不是银行账户' },
    detail: {
      en: 'The bank pays to bank accounts only. Choose the other way for this destination.',
      'zh-CN': '银行只能付款至银行账户。该收款方请选择其他方式。',
    },
  },
  'destination-name-missing': {
    status: 422,
    title: { en: 'The account holder’s name is needed', 'zh-CN': '请填写户名' },
    detail: {
      en: 'Write the name of the account holder as the bank has it, in 140 characters at the most.',
      'zh-CN': '请按银行登记填写户名，不超过 140 个字符。',
    },
  },
  'destination-name-letters': {
    status: 422,
    title: { en: 'The bank cannot write this name', 'zh-CN': '银行无法书写该姓名' },
    detail: {
      en: 'Banks take Latin letters only, and we do not know how this name is written in them. Write it as on the passport or the bank’s card.',
      'zh-CN': '银行只接受拉丁字母，而我们无法确定该姓名的拼写。请按护照或银行卡上的拼写填写。',
    },
  },
  'destination-iban-form': {
    status: 422,
    title: { en: 'This is no IBAN', 'zh-CN': '这不是 IBAN' },
    detail: {
      en: 'An IBAN begins with two letters and two digits, such as DE89 3704 0044 0532 0130 00. Copy it from the bank’s app or statement.',
      'zh-CN': 'IBAN 以两个字母和两位数字开头，例如 DE89 3704 0044 0532 0130 00。请从银行应用或对账单复制。',
    },
  },
  'destination-iban-country': {
    status: 422,
    title: { en: 'This country has no IBAN', 'zh-CN': '该国家或地区没有 IBAN' },
    detail: {
      en: 'No country with IBANs has the letters {country}. Check the first two letters.',
      'zh-CN': '没有任何 IBAN 国家或地区使用 {country}。请检查前两个字母。',
    },
  },
  'destination-iban-length': {
    status: 422,
    title: { en: 'The IBAN has the wrong length', 'zh-CN': 'IBAN 长度不对' },
    detail: {
      en: 'An IBAN of {country} has {expected} characters; this one has {found}. A digit is missing or one too many.',
      'zh-CN': '{country} 的 IBAN 有 {expected} 个字符，您填写了 {found} 个。可能少了或多了一位。',
    },
  },
  'destination-iban-check-digits': {
    status: 422,
    title: { en: 'The IBAN has a typing error', 'zh-CN': 'IBAN 有误' },
    detail: {
      en: 'The check digits do not fit: a digit is wrong, or two changed places. Compare it with the bank’s app or statement.',
      'zh-CN': '校验位不符：可能有一位数字错误，或两位颠倒。请与银行应用或对账单核对。',
    },
  },
  'destination-is-ours': {
    status: 422,
    title: { en: 'This is our own account', 'zh-CN': '这是我们自己的账户' },
    detail: {
      en: 'This account belongs to us: it is where top-ups go. Write the account on which you want the money.',
      'zh-CN': '该账户是我们的收款账户，用于充值。请填写您希望收款的账户。',
    },
  },
  'destination-bic': {
    status: 422,
    title: { en: 'This is no BIC', 'zh-CN': '这不是 BIC' },
    detail: {
      en: 'A BIC has 8 or 11 letters and digits, such as COBADEFF. You may also leave it empty.',
      'zh-CN': 'BIC 由 8 位或 11 位字母和数字组成，例如 COBADEFF。也可以留空。',
    },
  },
  'batch-unknown': {
    status: 404,
    title: { en: 'There is no such batch', 'zh-CN': '没有该付款批次' },
    detail: { en: 'Open the batch from the list again.', 'zh-CN': '请从列表中重新打开该批次。' },
  },
  'batch-state': {
    status: 409,
    title: { en: 'The batch is no longer in that state', 'zh-CN': '批次状态已变更' },
    detail: {
      en: 'A colleague was quicker, or the step before is missing. Open the batch again and look at its state.',
      'zh-CN': '可能同事已先处理，或前一步尚未完成。请重新打开该批次查看状态。',
    },
  },
  'batch-same-person': {
    status: 403,
    title: { en: 'A second person must release it', 'zh-CN': '必须由另一人放行' },
    detail: {
      en: 'You made or approved this batch. A colleague who did not must release it.',
      'zh-CN': '该批次由您制作或已经您核准，须由另一位同事放行。',
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
    title: { en: 'The file is no bank message that we read', 'zh-CN': '文件不是可读取的银行报文' },
    detail: {
      en: 'Its outermost element is {root}. We read ISO 20022 statements (camt.053), notifications (camt.054), both in versions 001.02 to 001.13, and payment status reports (pain.002); ask the bank for one of these.',
      'zh-CN':
        '其最外层元素为 {root}。我们读取 ISO 20022 对账单（camt.053）、收支通知（camt.054，二者版本 001.02 至 001.13）和付款状态报告（pain.002），请向银行索取其中一种。',
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
