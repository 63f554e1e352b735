import { redirect } from 'react-router';
import { paths } from '../../paths.ts';
import { load, param } from '../../route.ts';

/** The link of somebody's page for receiving: sending with him chosen. */
export const loader = load(async ({ params }) => redirect(paths.send({ to: `/to/${param(params, 'token')}` })));
