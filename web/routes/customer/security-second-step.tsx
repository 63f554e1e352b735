import { Button, ButtonRow } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { redirectWith } from '../../sign-in-step.ts';
import { useText } from '../../text.ts';

export const loader = load(async ({ door }) => door.call('identity.my-profile', {}));

export const action = act(async ({ door, form }) => {
  const { cookies } = await door.identity.stopSecondStep(door.visitor, form.secret('currentPassword'));
  return redirectWith(paths.security(), cookies);
});

export default function StopSecondStep() {
  const text = useText().identity.security;
  return (
    <Page title={text.stepStopTitle} lead={text.stepStopText} back={paths.security()}>
      <Form>
        <TextField name="currentPassword" type="password" label={text.passwordNow} autoComplete="current-password" />
        <ButtonRow>
          <Button kind="danger">{text.stepStop}</Button>
        </ButtonRow>
      </Form>
    </Page>
  );
}
