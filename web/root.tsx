import type { ReactNode } from 'react';
import { Outlet, useRouteError } from 'react-router';
import { Footer, Header } from './components/header.tsx';
import { ProblemPage } from './components/problem-page.tsx';
import { useShell } from './shell-context.ts';
import icon from './styles/icon.svg?url';
import styles from './styles/site.css?url';
import { useText } from './text.ts';

export function Layout({ children }: { readonly children: ReactNode }) {
  const { locale, script } = useShell();
  const text = useText().shell;
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        <link rel="stylesheet" href={styles} />
        <link rel="icon" href={icon} type="image/svg+xml" />
        <script type="module" src={script} />
      </head>
      <body>
        <a href="#main" className="skip">
          {text.skip}
        </a>
        <Header />
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <Footer />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ProblemPage error={useRouteError()} />;
}
