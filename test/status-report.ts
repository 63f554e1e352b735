/** What a bank answers of one payment, for a test or the demo. */
export interface PaymentAnswer {
  readonly reference: string;
  readonly status: string;
  readonly code?: string;
}

export interface ReportOptions {
  readonly id: string;
  /** The batch's reference. */
  readonly batch: string;
  readonly group?: string;
  readonly code?: string;
  readonly payments?: readonly PaymentAnswer[];
}

function reason(code: string | undefined): string {
  return code === undefined ? '' : `<StsRsnInf><Rsn><Cd>${code}</Cd></Rsn></StsRsnInf>`;
}

/** A pain.002 report on a batch of ours. */
export function statusReport({ id, batch, group, code, payments = [] }: ReportOptions): string {
  const told = payments.map(
    (payment) =>
      `<TxInfAndSts><OrgnlEndToEndId>${payment.reference}</OrgnlEndToEndId><TxSts>${payment.status}</TxSts>${reason(payment.code)}</TxInfAndSts>`,
  );
  const status = group === undefined ? '' : `<GrpSts>${group}</GrpSts>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><GrpHdr><MsgId>${id}</MsgId><CreDtTm>2026-11-22T10:00:00Z</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>${batch}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>${status}${reason(code)}</OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>${batch}</OrgnlPmtInfId>${told.join('')}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;
}
