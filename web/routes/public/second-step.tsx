import { Button, ButtonRow } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { act } from '../../route.ts';
import { goOn } from '../../sign-in-step.ts';
import { useText } from '../../text.ts';

export const action = act(async ({ door, form, url }) => {
  const step = await door.identity.enterSecondStep(door.visitor, form.text('code'));
  return goOn(step, url.searchParams.get('next') ?? undefined);
});

export default function SecondStep() {
  const text = useText().identity;
  return (
    <Page title={text.secondStep.title}>
      <Form>
        <TextField
          name="code"
          label={text.secondStep.label}
          hint={text.secondStep.hint}
          width="short"
          autoComplete="one-time-code"
        />
        <ButtonRow>
          <Button>{text.secondStep.send}</Button>
          <a href={paths.signIn()}>{text.secondStep.again}</a>
        </ButtonRow>
      </Form>
    </Page>
  );
}
