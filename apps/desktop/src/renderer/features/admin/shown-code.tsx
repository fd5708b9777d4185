import type { RequestResult } from '@holdfast/shared/protocol/requests.ts';
import { useTranslation } from 'react-i18next';
import { useEngineStates } from '../../state/engine-states.ts';
import { exactTime } from '../../ui/times.ts';
import { ShownOnce } from './shown-once.tsx';

export interface ShownCodeProps {
  readonly made: RequestResult<'people.reset'>;
  readonly kind: 'invite' | 'reset';
  readonly name: string;
  readonly email: string;
  readonly onDone: () => void;
}

/** A code that was made for somebody, and how it gets to them. */
export function ShownCode({ made, kind, name, email, onDone }: ShownCodeProps) {
  const { t } = useTranslation('admin');
  const server = useEngineStates(({ session }) => (session?.state === 'signed-in' ? session.server : ''));
  const until = exactTime(made.expiresAt);
  return (
    <ShownOnce
      what="code"
      secret={made.code}
      message={t(`code.message.${kind}`, { name, server, code: made.code, until })}
      onDone={onDone}
    >
      <p>{t(made.mailed ? 'code.mailed' : 'code.notMailed', { email, name })}</p>
      <p>{t(`code.use.${kind}`, { name, until })}</p>
    </ShownOnce>
  );
}
