import type { BankStatement } from './contract.ts';

/** A way that money enters or leaves, as far as its messages need reading. */
export interface Rail {
  readonly id: string;
  /** Reads a file of statements; `decimalsOf` tells an asset's decimals, `undefined` for one that we do not hold. Throws Problems. */
  readonly readStatements: (file: Uint8Array, decimalsOf: (currency: string) => number | undefined) => BankStatement[];
}
