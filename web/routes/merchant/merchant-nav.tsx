import { paths } from '../../paths.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

/** The pages of a merchant, one beside the other. */
export function MerchantNav() {
  const { path } = useShell();
  const text = useText().merchant;
  const here = path.split('?')[0] ?? '';
  const pages = [
    { href: paths.merchant(), label: text.overview },
    { href: paths.merchantPayments(), label: text.payments },
    { href: paths.merchantKeys(), label: text.keys },
    { href: paths.merchantWebhooks(), label: text.webhooks },
    { href: paths.merchantReports(), label: text.reports },
  ];
  return (
    <nav aria-label={text.nav}>
      <ul className="views">
        {pages.map(({ href, label }) => (
          <li key={href}>
            <a href={href} aria-current={here === href ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
