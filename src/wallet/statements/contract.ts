const documentKinds = ['statement', 'monthly', 'export'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** `making` may be seen again after a failed try; `failed` is the end, and the person asks anew. */
const documentStates = ['waiting', 'making', 'ready', 'failed', 'expired'] as const;
export type DocumentState = (typeof documentStates)[number];

export const statementFormats = ['pdf', 'csv'] as const;
export type StatementFormat = (typeof statementFormats)[number];

/** A statement or an export as its owner sees it. */
export interface DocumentView {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly format: StatementFormat | 'zip';
  /** Of a statement: the asset, and its first and last day in the installation's zone. */
  readonly asset: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly state: DocumentState;
  /** Movements, or files of an export, that are in it so far, and how many there will be, once that is known. */
  readonly done: number;
  readonly total: number | null;
  readonly size: number | null;
  readonly askedAt: Date;
  readonly expiresAt: Date | null;
}
