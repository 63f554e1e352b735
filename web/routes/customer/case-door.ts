import type { WebDoor } from '../../door.ts';
import { paths } from '../../paths.ts';
import { param } from '../../route.ts';
import type { Given } from '../../route.ts';

/** A case by either of its addresses: the door through which it may be asked for, its number or id, and where its pages are. */
export interface CaseDoor {
  readonly door: WebDoor;
  readonly number: string;
  readonly path: string;
}

/** Opens `/c/:token` as the holder of the link, `/cases/:number` as whoever is signed in. Throws `complaints.unknown-case`. */
export async function caseDoor({ door, params }: Pick<Given, 'door' | 'params'>): Promise<CaseDoor> {
  const token = params['token'];
  if (token === undefined) {
    const number = param(params, 'number');
    return { door, number, path: paths.ownCase(number) };
  }
  const { door: holder, caseId } = await door.asHolder(token);
  return { door: holder, number: caseId, path: paths.linkedCase(token) };
}
