import { hasRole, isStaff } from '../../src/platform/actor.ts';
import { readsOutgoing } from '../../src/platform/outgoing.ts';
import { useFormat } from '../format.ts';
import { paths } from '../paths.ts';
import { useShell } from '../shell-context.ts';
import type { Shell } from '../shell-context.ts';
import { useText } from '../text.ts';
import type { Text } from '../text.ts';

interface MenuItem {
  readonly href: string;
  readonly label: string;
  /** How many wait there for a person. */
  readonly waiting?: number;
}

/** What each kind of reader finds in the menu; staff with a wallet of their own find both. */
function menuOf({ actor, waiting, site }: Shell, text: Text['shell']): readonly MenuItem[] {
  const items: MenuItem[] = [];
  if (isStaff(actor)) {
    items.push(
      { href: paths.desk(), label: text.desk },
      { href: paths.contacts(), label: text.contacts, waiting: waiting.contacts },
      { href: paths.reviews(), label: text.withdrawals, waiting: waiting.withdrawals },
      { href: paths.wallets(), label: text.wallets },
      { href: paths.bank(), label: text.bank },
      ...(site.hasChain ? [{ href: paths.chain(), label: text.chain }] : []),
      { href: paths.deskFees(), label: text.fees },
      { href: paths.deskMerchants(), label: text.merchants },
      { href: paths.staff(), label: text.staff },
    );
    if (hasRole(actor, 'compliance', 'admin'))
      items.push({ href: paths.deskVerifications(), label: text.verifications });
    if (hasRole(actor, 'supervisor', 'compliance', 'admin'))
      items.push({ href: paths.deskCoupons(), label: text.coupons });
    if (readsOutgoing(actor)) items.push({ href: paths.outbox(), label: text.outbox, waiting: waiting.dead });
  }
  if (hasRole(actor, 'customer')) {
    items.push({ href: paths.wallet(), label: text.wallet }, { href: paths.cases(), label: text.cases });
  }
  return isStaff(actor) ? items : [...items, { href: paths.complain(), label: text.complainShort }];
}

/** Brand, menu, account and the way to the other language; all of it plain links and forms. */
export function Header() {
  const shell = useShell();
  const { actor, path, site, locale } = shell;
  const text = useText().shell;
  const items = menuOf(shell, text);
  const here = itemOf(items, path.split('?')[0] ?? '/');
  return (
    <header className="header">
      <div className="header-inner">
        <a href={paths.home()} className="brand">
          <BrandMark />
          {site.brand}
        </a>
        <nav aria-label={text.mainMenu} className="menu">
          <ul>
            {items.map(({ href, label, waiting = 0 }) => (
              <li key={href}>
                <a href={href} aria-current={href === here?.href ? 'page' : undefined}>
                  {label}
                  {waiting === 0 ? null : <Count count={waiting} />}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="header-end">
          <form method="post" action={paths.language()}>
            <input type="hidden" name="next" value={path} />
            <button
              type="submit"
              className="header-link"
              name="locale"
              value={locale === 'en' ? 'zh-CN' : 'en'}
              lang={locale === 'en' ? 'zh-CN' : 'en'}
              aria-label={text.otherLanguageHint}
            >
              {text.otherLanguage}
            </button>
          </form>
          {actor.kind === 'person' ? (
            <SignedIn name={actor.name} />
          ) : (
            <a href={paths.signIn()} className="header-link">
              {text.signIn}
            </a>
          )}
        </div>
      </div>
    </header>
  );
}

function Count({ count }: { readonly count: number }) {
  const text = useText().shell;
  const shown = useFormat().count(count);
  return (
    <>
      <strong className="menu-count" aria-hidden="true">
        {shown}
      </strong>
      <span className="visually-hidden">{text.waiting(shown)}</span>
    </>
  );
}

function SignedIn({ name }: { readonly name: string }) {
  const text = useText().shell;
  return (
    <>
      <a href={paths.account()} className="header-link header-name">
        {name}
      </a>
      <form method="post" action={paths.signOut()}>
        <button type="submit" className="header-link">
          {text.signOut}
        </button>
      </form>
    </>
  );
}

/** The part of the site that an address lies in: the longest that fits, since `/desk/bank` lies in `/desk` too. */
function itemOf(items: readonly MenuItem[], path: string): MenuItem | undefined {
  const within = items.filter(({ href }) => path === href || path.startsWith(`${href}/`));
  return within.toSorted((a, b) => b.href.length - a.href.length)[0];
}

/** A coin with a way back. */
function BrandMark() {
  return (
    <svg className="brand-mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="10" fill="currentColor" />
      <path
        className="brand-line"
        d="M10 16.5a6.2 6.2 0 1 0 2-5.2M10 8.5v4h4"
        fill="none"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

export function Footer() {
  const { site } = useShell();
  const text = useText().shell;
  return (
    <footer className="footer">
      <div className="footer-inner">
        <p>{text.footer(site.brand)}</p>
        <ul>
          <li>
            <a href={paths.complain()}>{text.complain}</a>
          </li>
          <li>
            <a href={paths.aboutComplaints()}>{text.howComplaintsWork}</a>
          </li>
          <li>
            <a href={paths.fees()}>{text.fees}</a>
          </li>
        </ul>
      </div>
    </footer>
  );
}
