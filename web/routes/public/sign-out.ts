import { redirect } from 'react-router';
import { paths } from '../../paths.ts';
import { act } from '../../route.ts';
import { goOn } from '../../sign-in-step.ts';

export const action = act(async ({ door }) => goOn(await door.identity.signOut(door.visitor)));

export const loader = () => redirect(paths.home());
