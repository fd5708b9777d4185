import { useTranslation } from 'react-i18next';
import { useNow } from '../hooks/use-now.ts';
import { exactTime, shortAge } from './times.ts';

/** How long ago, and exactly when on hover. */
export function RelativeTime({ at, what }: { readonly at: string; readonly what?: string }) {
  const { t } = useTranslation();
  const now = useNow(30_000);
  const exact = exactTime(at);
  return (
    <time dateTime={at} title={what === undefined ? exact : `${what}: ${exact}`}>
      {shortAge(at, now, t)}
    </time>
  );
}
