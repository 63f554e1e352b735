import { redirect, useLoaderData } from 'react-router';
import { Button, ButtonRow } from '../../components/button.tsx';
import { TextArea } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { act, load, param } from '../../route.ts';
import { useText } from '../../text.ts';
import { Version } from './case-work.tsx';

const reasonMax = 4000;

export const loader = load(async ({ door, params }) =>
  door.call('complaints.get-case', { number: param(params, 'number') }),
);

export const action = act(async ({ door, params, form }) => {
  const number = param(params, 'number');
  const given = { number, version: Number(form.text('version')), reason: form.text('reason') };
  await door.call('complaints.reopen-case', given, form.key);
  return redirect(paths.deskCase(number, 'reopened'));
});

export default function Reopen() {
  const found = useLoaderData<typeof loader>();
  const text = useText().desk.reopen;
  return (
    <Page title={text.title} lead={text.lead} above={found.number} back={paths.deskCase(found.number)}>
      <Form>
        <Version found={found} />
        <TextArea name="reason" label={text.reason} rows={3} max={reasonMax} />
        <ButtonRow>
          <Button>{text.send}</Button>
        </ButtonRow>
      </Form>
    </Page>
  );
}
