import type { RequestResult } from '@holdfast/shared/protocol/requests.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../hooks/use-ask.ts';
import { useNeedsNetwork } from '../../hooks/use-needs-network.ts';
import { writeNumber } from '../../ui/locale.ts';
import { RefusableButton } from '../../ui/refusable-button.tsx';
import styles from './audit-check.module.css';

/** Lets the server walk the chain of hashes, and says whether anything was altered. */
export function AuditCheck() {
  const { t } = useTranslation('admin');
  const needsNetwork = useNeedsNetwork();
  const { problem, isAsking, ask } = useAsk();
  const [found, setFound] = useState<RequestResult<'audit.check'>>();
  const words = useWords(found);
  const check = async () => setFound(await ask('audit.check', {}));
  return (
    <>
      <span role="status" className={styles.found} data-broken={found?.brokenAt != null || undefined}>
        {problem ?? words}
      </span>
      <RefusableButton label={t('audit.check')} refusal={needsNetwork} onClick={() => !isAsking && check()} />
    </>
  );
}

function useWords(found: RequestResult<'audit.check'> | undefined): string | undefined {
  const { t } = useTranslation('admin');
  if (found === undefined) return undefined;
  const { entries, brokenAt } = found;
  if (brokenAt !== null) return t('audit.check.broken', { seq: brokenAt });
  return t('audit.check.whole', { count: entries, shown: writeNumber(entries) });
}
