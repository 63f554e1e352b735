import { addMessage } from './add-message.ts';
import { addNote } from './add-note.ts';
import { assignCase } from './assign-case.ts';
import { attachEvidence } from './attach-evidence.ts';
import { closeCase } from './close-case.ts';
import { decideCase } from './decide-case.ts';
import { disagree } from './disagree.ts';
import { dismissMessage } from './dismiss-message.ts';
import { getCase } from './get-case.ts';
import { getDraft } from './get-draft.ts';
import { getPack } from './get-pack.ts';
import { listCases } from './list-cases.ts';
import { listPacks } from './list-packs.ts';
import { missClock } from './miss-clock.ts';
import { myCases } from './my-cases.ts';
import { openCase as openCaseCommand } from './open-case.ts';
import { recomputeClocks } from './recompute-clocks.ts';
import { recodeIssue } from './recode-issue.ts';
import { recordStep } from './record-step.ts';
import { reopenCase } from './reopen-case.ts';
import { saveDraft } from './save-draft.ts';
import { saveReplyDraft } from './save-reply-draft.ts';
import { sendCode } from './send-code.ts';
import { sendReply } from './send-reply.ts';
import { trackCase } from './track-case.ts';
import { unlockAccount } from './unlock-account.ts';
import { verifyComplainant } from './verify-complainant.ts';
import { watchCase } from './watch-case.ts';
import { withdrawCase } from './withdraw-case.ts';

export { auditCases } from './audit-cases.ts';
export { newCaseNumber, parseCaseNumber } from './case-number.ts';
export type * from './contract.ts';
export { checkPacks } from './choose-packs.ts';
export { clockMissed } from './events.ts';
export { findCaseByLink, findCaseByMail } from './find-case.ts';
export { exportComplaints } from './export-complaints.ts';
export { openCase } from './opening.ts';
export { classify } from './classify.ts';
export { clockReport } from './clocks/report-clocks.ts';
export { complaintsProblem } from './problems.ts';
export { readCaseFile } from './read-case-file.ts';
export { addDraftFile, readDraftFile, removeDraftFile } from './draft-files.ts';
export { receiveMessage } from './receive-message.ts';
export type { IncomingMessage } from './receive-message.ts';
export { complaintsTasks } from './sweep.ts';
export { issueIds } from './taxonomy.ts';
export { uploadEvidence } from './upload-evidence.ts';
export type { IssueId, Product, SubIssueId } from './taxonomy.ts';

/** Everything that can be asked of this slice through a door. */
export const complaintsOperations = [
  addMessage,
  addNote,
  assignCase,
  attachEvidence,
  closeCase,
  decideCase,
  disagree,
  dismissMessage,
  getCase,
  getDraft,
  getPack,
  listCases,
  listPacks,
  missClock,
  myCases,
  openCaseCommand,
  recodeIssue,
  recomputeClocks,
  recordStep,
  reopenCase,
  saveDraft,
  saveReplyDraft,
  sendCode,
  sendReply,
  trackCase,
  unlockAccount,
  verifyComplainant,
  watchCase,
  withdrawCase,
] as const;

export type ComplaintsOperation = (typeof complaintsOperations)[number];
