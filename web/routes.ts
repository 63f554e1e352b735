import { index, route } from '@react-router/dev/routes';
import type { RouteConfig, RouteConfigEntry } from '@react-router/dev/routes';

/** A case has the same pages under both of its addresses. */
function casePages(path: string, id: string): RouteConfigEntry[] {
  return [
    route(path, 'routes/customer/case.tsx', { id: `${id}-case` }),
    route(`${path}/sent`, 'routes/customer/case-sent.tsx', { id: `${id}-case-sent` }),
    route(`${path}/files/:file`, 'routes/customer/case-file.ts', { id: `${id}-case-file` }),
  ];
}

export default [
  index('routes/public/home.tsx'),
  route('language', 'routes/public/language.ts'),
  route('about-complaints', 'routes/public/about-complaints.tsx'),
  route('fees', 'routes/public/fees.tsx'),

  route('sign-in', 'routes/public/sign-in.tsx'),
  route('sign-out', 'routes/public/sign-out.ts'),
  route('register', 'routes/public/register.tsx'),
  route('register/code', 'routes/public/register-code.tsx'),
  route('recover', 'routes/public/recover.tsx'),
  route('recover/code', 'routes/public/recover-code.tsx'),
  route('second-step', 'routes/public/second-step.tsx'),
  route('second-step/set-up', 'routes/public/second-step-set-up.tsx'),
  route('first-admin', 'routes/public/first-admin.tsx'),
  route('accept-invitation', 'routes/public/accept-invitation.tsx'),
  route('account', 'routes/customer/profile.tsx'),
  route('account/security', 'routes/customer/security.tsx'),
  route('account/password', 'routes/customer/security-password.tsx'),
  route('account/email', 'routes/customer/security-email.tsx'),
  route('confirm-it-is-you', 'routes/customer/confirm-it-is-you.tsx'),
  route('account/second-step/stop', 'routes/customer/security-second-step.tsx'),
  route('wallet', 'routes/customer/wallet.tsx'),
  route('send', 'routes/customer/send.tsx'),
  route('top-up', 'routes/customer/top-up.tsx'),
  route('transactions', 'routes/customer/transactions.tsx'),
  route('transactions/:id', 'routes/customer/transaction.tsx'),
  route('desk', 'routes/desk/queue.tsx'),
  route('desk/cases/:number', 'routes/desk/case.tsx'),
  route('desk/cases/:number/decide', 'routes/desk/case-decide.tsx'),
  route('desk/cases/:number/recode', 'routes/desk/case-recode.tsx'),
  route('desk/cases/:number/unlock', 'routes/desk/case-unlock.tsx'),
  route('desk/cases/:number/reopen', 'routes/desk/case-reopen.tsx'),
  route('desk/cases/:number/files/:file', 'routes/customer/case-file.ts', { id: 'desk-case-file' }),
  route('desk/contacts', 'routes/desk/contacts.tsx'),
  route('desk/contacts/:contact', 'routes/desk/contact.tsx'),
  route('desk/contacts/:contact/original', 'routes/desk/contact-original.ts'),
  route('desk/outbox', 'routes/desk/outbox.tsx'),
  route('desk/outbox/:mail', 'routes/desk/outgoing.tsx'),
  route('desk/bank', 'routes/desk/bank.tsx'),
  route('desk/bank/lines/:line', 'routes/desk/bank-line.tsx'),
  route('desk/wallets', 'routes/desk/wallets.tsx'),
  route('desk/wallets/:person', 'routes/desk/wallet.tsx', { id: 'desk-wallet' }),
  route('desk/fees', 'routes/desk/fees.tsx', { id: 'desk-fees' }),
  route('desk/staff', 'routes/desk/staff.tsx'),
  route('desk/staff/invite', 'routes/desk/staff-invite.tsx'),
  route('desk/staff/:person', 'routes/desk/staff-member.tsx'),

  route('complain', 'routes/public/complain/start.tsx'),
  route('complain/resume', 'routes/public/complain/resume.tsx'),
  route('complain/stop', 'routes/public/complain/stop.tsx'),
  route('complain/files', 'routes/public/complain/files.tsx'),
  route('complain/files/:file', 'routes/public/complain/file.ts'),
  route('complain/review', 'routes/public/complain/review.tsx'),
  route('complain/:step', 'routes/public/complain/question.tsx'),

  route('cases', 'routes/customer/cases.tsx'),
  ...casePages('cases/:number', 'own'),
  ...casePages('c/:token', 'linked'),

  route('*', 'routes/public/not-found.tsx'),
] satisfies RouteConfig;
