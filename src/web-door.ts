import type { FastifyRequest } from 'fastify';
import type { FileDoor, Site, WebDoor } from '../web/door.ts';
import type { AppOperation } from './app.ts';
import {
  addDraftFile,
  complaintsProblem,
  findCaseByLink,
  readCaseFile,
  readDraftFile,
  removeDraftFile,
  uploadEvidence,
} from './complaints/complaints.ts';
import { fileBytesMax, filesMax, shownTypes } from './evidence/evidence.ts';
import type { Identity } from './identity/identity.ts';
import type { Clock } from './platform/clock.ts';
import type { QueryCtx } from './platform/command.ts';
import type { Config } from './platform/config.ts';
import type { Database } from './platform/db.ts';
import type { Caller, Door } from './platform/door.ts';
import { toHeaders } from './platform/http.ts';
import { log } from './platform/log.ts';
import {
  addOrderDocument,
  addVerificationDocument,
  openDocument,
  readDocumentFile,
  removeVerificationDocument,
} from './wallet/wallet.ts';

export interface WebWorld {
  readonly config: Config;
  readonly db: Database;
  readonly door: Door<AppOperation>;
  readonly identity: Identity;
  readonly clock: Clock;
}

/** What the pages get for one request: the operations as its caller, files as streams, and the steps of signing in. */
export async function openWebDoor(request: FastifyRequest, world: WebWorld): Promise<WebDoor> {
  return doorFor(request, world, await request.caller());
}

function doorFor(request: FastifyRequest, world: WebWorld, caller: Caller): WebDoor {
  const { config, db, door, identity, clock } = world;
  const now = clock.now();
  return {
    caller,
    now,
    site: describeSite(config),
    identity,
    visitor: { headers: toHeaders(request), address: request.ip, locale: caller.locale, requestId: caller.requestId },
    files: openFileDoor({ ...caller, db, config, now }),
    call: (name, input, key) => door.call(name, input, key === undefined ? caller : { ...caller, idempotencyKey: key }),
    asHolder: async (token) => {
      const found = await findCaseByLink(db, token);
      if (found === undefined) throw complaintsProblem('unknown-case');
      return {
        caseId: found.caseId,
        door: doorFor(request, world, { ...caller, actor: { kind: 'holder', caseId: found.caseId } }),
      };
    },
    report: (error) =>
      log.error(
        { requestId: caller.requestId, error: error instanceof Error ? error.stack : String(error) },
        'a page failed',
      ),
  };
}

function describeSite({ brand, publicUrl, mailDomain, assets, evmAssets, zone }: Config): Site {
  return {
    brand,
    publicUrl,
    mailDomain,
    assets,
    hasChain: evmAssets.length > 0,
    zone,
    files: { bytesMax: fileBytesMax, countMax: filesMax, types: shownTypes },
  };
}

function openFileDoor(ctx: QueryCtx): FileDoor {
  return {
    storeInDraft: (code, file) => addDraftFile(ctx, code, file, ctx.now),
    removeFromDraft: (code, file) => removeDraftFile(ctx, code, file, ctx.now),
    openInDraft: (code, file) => readDraftFile(ctx, code, file, ctx.now),
    storeInCase: (number, file) => uploadEvidence(ctx, number, file),
    openInCase: (number, file) => readCaseFile(ctx, number, file),
    storeInVerification: (verification, kind, file) => addVerificationDocument(ctx, verification, kind, file),
    removeFromVerification: (verification, file) => removeVerificationDocument(ctx, verification, file),
    storeOrder: (freeze, file) => addOrderDocument(ctx, freeze, file),
    openOwnDocument: (document) => readDocumentFile(ctx, document),
    openDocument: (holder, file) => openDocument(ctx, holder, file),
  };
}
