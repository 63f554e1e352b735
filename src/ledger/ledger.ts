export type { Accepted, AccountAfter, Hold, Post, PostHold, Refusal, Refused, Result, Status, Transfer, VoidHold } from './transfer.ts';
export { refusals } from './transfer.ts';
