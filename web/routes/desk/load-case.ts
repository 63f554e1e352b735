import { redirect } from 'react-router';
import type { Act } from '../../../src/complaints/case-state.ts';
import { paths } from '../../paths.ts';
import { load, param } from '../../route.ts';

/** The case for a page on which one act is done; where that is not possible, the case's own page says why. */
export function loadCaseFor(act: Act) {
  return load(async ({ door, params }) => {
    const found = await door.call('complaints.get-case', { number: param(params, 'number') });
    const refused = found.acts.some((view) => view.act === act && view.refusal !== null);
    if (refused) throw redirect(paths.deskCase(found.number));
    return found;
  });
}
