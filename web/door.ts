import { createContext } from 'react-router';
import type { AppOperation } from '../src/app.ts';
import type { StoredFile } from '../src/evidence/evidence.ts';
import type { Identity, Visitor } from '../src/identity/identity.ts';
import type { Caller, GivenOf, NameOf, OutputOf } from '../src/platform/door.ts';
import type { AssetFormat } from '../src/platform/money.ts';
import type { DocumentKind } from '../src/wallet/verification/contract.ts';

/** What everybody may know of this installation. */
export interface Site {
  readonly brand: string;
  readonly publicUrl: string;
  readonly mailDomain: string;
  /** Assets of the wallet in the order they are shown. */
  readonly assets: readonly AssetFormat[];
  /** Whether money moves on a blockchain here. */
  readonly hasChain: boolean;
  /** IANA zone in which the pages show instants. */
  readonly zone: string;
  /** Which files are taken: largest size in bytes, how many a case holds, media types. */
  readonly files: { readonly bytesMax: number; readonly countMax: number; readonly types: readonly string[] };
}

/** What the server hands to the pages for one request: the operations as this caller, and nothing else of the server. */
export interface WebDoor {
  readonly caller: Caller;
  readonly now: Date;
  readonly site: Site;
  /** Runs an operation as this caller. Throws a `Problem`. A repeat with the same `key` gets the first answer. */
  call<Name extends NameOf<AppOperation>>(
    name: Name,
    input: GivenOf<AppOperation, Name>,
    key?: string,
  ): Promise<OutputOf<AppOperation, Name>>;
  /** Files go in and out as streams, as this caller. */
  readonly files: FileDoor;
  /** The same door for whoever holds a case's secret link. Throws `complaints.unknown-case`. */
  asHolder(token: string): Promise<{ readonly door: WebDoor; readonly caseId: string }>;
  /** Steps of signing in, which set cookies. */
  readonly identity: Identity;
  /** This browser, as the steps of signing in need it. */
  readonly visitor: Visitor;
  /** Tells the operator about an error that nobody expected. */
  report(error: unknown): void;
}

export interface FileDoor {
  /** Throws the vault's problems: too large, too many, empty, of a kind that is refused. */
  storeInDraft(code: string, file: IncomingFile): Promise<StoredFile>;
  removeFromDraft(code: string, file: string): Promise<void>;
  storeInCase(number: string, file: IncomingFile): Promise<StoredFile>;
  openInDraft(code: string, file: string): Promise<OpenedFile>;
  openInCase(number: string, file: string): Promise<OpenedFile>;
  /** The file of one's own statement or export. */
  openOwnDocument(document: string): Promise<OpenedFile>;
  /** Documents of one’s own verification, before it is sent. */
  storeInVerification(verification: string, kind: DocumentKind, file: IncomingFile): Promise<StoredFile>;
  removeFromVerification(verification: string, file: string): Promise<void>;
  /** The document of a legal freeze. */
  storeOrder(freeze: string, file: IncomingFile): Promise<StoredFile>;
  /** A document of a verification or of an order, for compliance; the opening is recorded. */
  openDocument(holder: string, file: string): Promise<OpenedFile>;
}

export interface IncomingFile {
  /** As the sender calls it. */
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
}

export interface OpenedFile {
  readonly file: StoredFile;
  readonly content: AsyncIterable<Uint8Array>;
}

/** The host sets it for every request: `context.set(build.entry.module.doorContext, door)`. */
export const doorContext = createContext<WebDoor>();
