import type { ReactNode } from 'react';
import { Button, ButtonRow } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { useText } from '../../text.ts';

/** Who joins the staff tells his name and chooses a password; `children` comes first. */
export function InvitationForm({ children, username }: { readonly children?: ReactNode; readonly username?: string }) {
  const text = useText().identity;
  return (
    <Form intent="join">
      {children}
      {username === undefined ? null : (
        <input type="email" name="username" value={username} autoComplete="username" readOnly hidden />
      )}
      <TextField name="name" label={text.invitation.name} hint={text.invitation.nameHint} autoComplete="name" />
      <TextField
        name="password"
        type="password"
        label={text.password}
        hint={text.passwordHint}
        autoComplete="new-password"
      />
      <p className="hint">{text.invitation.next}</p>
      <ButtonRow>
        <Button>{text.invitation.send}</Button>
      </ButtonRow>
    </Form>
  );
}
