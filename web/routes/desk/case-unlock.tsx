import { redirect, useLoaderData } from 'react-router';
import { paths } from '../../paths.ts';
import { act, param } from '../../route.ts';
import { useText } from '../../text.ts';
import { ReasonPage } from './case-reason.tsx';
import { loadCaseFor } from './load-case.ts';

export const loader = loadCaseFor('unlock-account');

export const action = act(async ({ door, params, form }) => {
  const number = param(params, 'number');
  const given = { number, version: Number(form.text('version')), reason: form.text('reason') };
  await door.call('complaints.unlock-account', given, form.key);
  return redirect(paths.deskCase(number, 'unlocked'));
});

export default function Unlock() {
  return <ReasonPage found={useLoaderData<typeof loader>()} text={useText().desk.unlock} />;
}
