import { decideVerification } from './decide-verification.ts';
import { getVerification } from './get-verification.ts';
import { listVerifications } from './list-verifications.ts';
import { myVerification } from './my-verification.ts';
import { openVerification } from './open-verification.ts';
import { recommendVerification } from './recommend-verification.ts';
import { submitVerification } from './submit-verification.ts';

/** Becoming known better: what the customer sends, and two people of compliance. */
export const verificationOperations = [
  decideVerification,
  getVerification,
  listVerifications,
  myVerification,
  openVerification,
  recommendVerification,
  submitVerification,
] as const;
