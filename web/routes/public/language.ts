import { redirect } from 'react-router';
import { locales } from '../../../src/platform/localized.ts';
import { paths, safeReturn } from '../../paths.ts';
import { act } from '../../route.ts';

const yearSeconds = 365 * 24 * 3600;

/** Remembers the reader's language, of somebody signed in for his letters too, and goes back to the page. */
export const action = act(async ({ door, form }) => {
  const locale = locales.find((one) => one === form.text('locale')) ?? 'en';
  if (door.caller.actor.kind === 'person') await door.call('identity.set-locale', { locale });
  const cookie = `locale=${locale}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax`;
  return redirect(safeReturn(form.text('next'), paths.home()), { headers: { 'set-cookie': cookie } });
});

export const loader = () => redirect(paths.home());
