import { createContext } from 'react-router';
import type { AppOperation } from '../src/app.ts';
import type { Identity, Visitor } from '../src/identity/identity.ts';
import type { Caller, InputOf, NameOf, OutputOf } from '../src/platform/door.ts';
import type { AssetFormat } from '../src/platform/money.ts';

/** What everybody may know of this installation. */
export interface Site {
  readonly brand: string;
  readonly publicUrl: string;
  readonly mailDomain: string;
  /** Assets of the wallet in the order they are shown. */
  readonly assets: readonly AssetFormat[];
  /** IANA zone in which the pages show instants. */
  readonly zone: string;
}

/** What the server hands to the pages for one request: the operations as this caller, and nothing else of the server. */
export interface WebDoor {
  readonly caller: Caller;
  readonly now: Date;
  readonly site: Site;
  /** Runs an operation as this caller. Throws a `Problem`. A repeat with the same `key` gets the first answer. */
  call<Name extends NameOf<AppOperation>>(name: Name, input: InputOf<AppOperation, Name>, key?: string): Promise<OutputOf<AppOperation, Name>>;
  /** Steps of signing in, which set cookies. */
  readonly identity: Identity;
  /** This browser, as the steps of signing in need it. */
  readonly visitor: Visitor;
  /** Tells the operator about an error that nobody expected. */
  report(error: unknown): void;
}

/** The host sets it for every request: `context.set(build.entry.module.doorContext, door)`. */
export const doorContext = createContext<WebDoor>();
