import { redirect } from 'react-router';
import { locales } from '../../../src/platform/localized.ts';
import { paths, safeReturn } from '../../paths.ts';
import { act } from '../../route.ts';

const yearSeconds = 365 * 24 * 3600;

/** Remembers the reader's language in a cookie and goes back to the page. */
export const action = act(async ({ form }) => {
  const locale = locales.find((one) => one === form.text('locale')) ?? 'en';
  const cookie = `locale=${locale}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax`;
  return redirect(safeReturn(form.text('next'), paths.home()), { headers: { 'set-cookie': cookie } });
});

export const loader = () => redirect(paths.home());
