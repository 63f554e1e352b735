import type { BankFile } from '../contract.ts';
import { readXml } from '../xml.ts';
import { readStatements } from './camt.ts';
import { readStatusReport } from './status-report.ts';

/** Every version of camt.053 and camt.054 in use, 001.02 (2009) to 001.13 (2024), and of pain.002, 001.03 to 001.14. */
const messages = [
  { kind: 'statement', pattern: /^urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.(?:0[2-9]|1[0-3])$/ },
  { kind: 'notification', pattern: /^urn:iso:std:iso:20022:tech:xsd:camt\.054\.001\.(?:0[2-9]|1[0-3])$/ },
  { kind: 'status-report', pattern: /^urn:iso:std:iso:20022:tech:xsd:pain\.002\.001\.(?:0[3-9]|1[0-4])$/ },
] as const;

/** Reads whatever a bank sends: statements, notifications, or its report on a batch of payments. Throws Problems. */
export function readBankFile(file: Uint8Array, decimalsOf: (currency: string) => number | undefined): BankFile {
  let message: (typeof messages)[number] | undefined;
  const root = readXml(file, (name, namespace) => {
    message = name === 'Document' ? messages.find(({ pattern }) => pattern.test(namespace)) : undefined;
    return message !== undefined;
  });
  const kind = message?.kind ?? 'statement';
  if (kind === 'status-report') return { kind, report: readStatusReport(root) };
  return { kind, statements: readStatements(kind, root, decimalsOf) };
}
