import { problem } from '../problems.ts';
import type { StatusReport, ToldStatus } from '../contract.ts';
import { find, findAll, textAt } from '../xml.ts';
import type { XmlElement } from '../xml.ts';

/** Characters of a status, a code or a reference at the most; the format allows 35. */
const wordLengthMax = 140;

function word(element: XmlElement, ...path: readonly string[]): string | null {
  return textAt(element, ...path)?.slice(0, wordLengthMax) ?? null;
}

/** The status of a group, a batch or a payment with the first reason that the bank gives; `null` where it says none. */
function readStatus(element: XmlElement, name: 'GrpSts' | 'PmtInfSts' | 'TxSts'): ToldStatus | null {
  const status = word(element, name);
  if (status === null) return null;
  const reason = find(element, 'StsRsnInf');
  const code = reason && (word(reason, 'Rsn', 'Cd') ?? word(reason, 'Rsn', 'Prtry'));
  return { status, code: code ?? null, note: (reason && word(reason, 'AddtlInf')) ?? null };
}

/** ISO 20022 pain.002: what the bank says of a file of payments that we gave it, whole, by batch and by payment. */
export function readStatusReport(root: XmlElement): StatusReport {
  const report = find(root, 'CstmrPmtStsRpt');
  const group = report && find(report, 'OrgnlGrpInfAndSts');
  const id = report && word(report, 'GrpHdr', 'MsgId');
  const batch = group && word(group, 'OrgnlMsgId');
  if (!report || !group || !id || !batch)
    throw problem('statement-incomplete', {
      place: 'CstmrPmtStsRpt',
      element: 'GrpHdr/MsgId, OrgnlGrpInfAndSts/OrgnlMsgId',
    });
  const infos = findAll(report, 'OrgnlPmtInfAndSts');
  const payments = infos.flatMap((info) =>
    findAll(info, 'TxInfAndSts').flatMap((payment) => {
      const told = readStatus(payment, 'TxSts') ?? readStatus(info, 'PmtInfSts');
      const endToEndId = word(payment, 'OrgnlEndToEndId');
      return told === null ? [] : [{ endToEndId, told }];
    }),
  );
  // A batch is one PmtInf of ours, so that what is said of the one is said of the other.
  const ofInfo = infos.map((info) => readStatus(info, 'PmtInfSts')).find((told) => told !== null);
  return { id, batch, whole: ofInfo ?? readStatus(group, 'GrpSts'), payments };
}
