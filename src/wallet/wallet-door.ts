import type { Door } from '../platform/door.ts';
import type { expireCoupons } from './coupons/expire-coupons.ts';
import type { tellHour } from './notices/tell-hour.ts';
import type { tellMovements } from './notices/tell-movements.ts';
import type { finishDocument } from './statements/finish-document.ts';
import type { tellStatements } from './statements/tell-statements.ts';

/** The commands that the work in the background calls. */
export type WalletDoor = Door<
  typeof expireCoupons | typeof finishDocument | typeof tellStatements | typeof tellHour | typeof tellMovements
>;
