import type { AppOperation } from '../../../src/app.ts';
import type { OutputOf } from '../../../src/platform/door.ts';
import { refusalReasons } from '../../../src/wallet/verification/contract.ts';
import { useFormat } from '../../format.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

type Wallet = OutputOf<AppOperation, 'wallet.inspect-wallet'>;

/** How far a customer is verified, and how the latest verification stands, in one sentence. */
export function useVerified(): (wallet: Pick<Wallet, 'level' | 'verification'>) => string {
  const { locale } = useShell();
  const text = useText().verification;
  const format = useFormat();
  return ({ level, verification }) => {
    const now = text.desk.levelNow(String(level));
    if (verification === null || verification.state === 'draft') return now;
    const at = verification.decidedAt ?? verification.submittedAt;
    const stands = text.desk.stands(
      String(verification.level),
      text.states[verification.state],
      at === null ? '' : format.instant(at),
    );
    return [now, stands, ...verification.reasons.map((reason) => refusalReasons[reason][locale])].join(' · ');
  };
}
