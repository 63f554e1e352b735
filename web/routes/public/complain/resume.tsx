import { redirect } from 'react-router';
import { Button, ButtonRow } from '../../../components/button.tsx';
import { TextField } from '../../../components/field.tsx';
import { Form } from '../../../components/form.tsx';
import { Page } from '../../../components/page.tsx';
import { paths } from '../../../paths.ts';
import { act } from '../../../route.ts';
import { useText } from '../../../text.ts';
import { openDraft, rememberDraft } from './draft.ts';
import { stepToGoOn } from './steps.ts';

export const action = act(async ({ door, form }) => {
  const draft = await openDraft(door, form.text('draft'));
  return redirect(paths.complainStep(stepToGoOn(draft.answers)), {
    headers: { 'set-cookie': rememberDraft(draft, door) },
  });
});

export default function Resume() {
  const text = useText().complain.resume;
  return (
    <Page title={text.title} back={paths.complain()}>
      <Form>
        <TextField name="draft" label={text.code} hint={text.codeHint} autoComplete="off" width="short" />
        <ButtonRow>
          <Button>{text.send}</Button>
        </ButtonRow>
      </Form>
    </Page>
  );
}
