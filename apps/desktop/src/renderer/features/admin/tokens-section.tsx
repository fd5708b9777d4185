import type { ApiToken } from '@holdfast/shared/protocol/requests.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../hooks/use-ask.ts';
import { useNeedsNetwork } from '../../hooks/use-needs-network.ts';
import { useNow } from '../../hooks/use-now.ts';
import { usePeople } from '../../hooks/use-people.ts';
import { useRequest } from '../../hooks/use-request.ts';
import { Answered } from '../../ui/answered.tsx';
import { Asking } from '../../ui/asking.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { writeList } from '../../ui/locale.ts';
import { Problem } from '../../ui/problem.tsx';
import { RefusableButton } from '../../ui/refusable-button.tsx';
import { clockTime } from '../../ui/times.ts';
import { DataTable } from './data-table.tsx';
import { NewTokenButton } from './new-token-dialog.tsx';
import { SectionBar } from './section-bar.tsx';
import styles from './tokens-section.module.css';
import { useScopeChoices } from './use-scope-choices.ts';

/** With what bots and dashboards listen. */
export function TokensSection() {
  const { t } = useTranslation('admin');
  const request = useRequest('tokens.list', {});
  const { answer, reload } = request;
  const good =
    answer.state === 'ready'
      ? answer.value.tokens.filter(({ revokedAt }) => revokedAt === null).length
      : undefined;
  return (
    <>
      <SectionBar
        count={good === undefined ? undefined : t('tokens.count', { count: good })}
        actions={<NewTokenButton onMade={reload} />}
      />
      <Answered request={request}>
        {({ tokens }) => <TokenList tokens={tokens} onChanged={reload} />}
      </Answered>
    </>
  );
}

interface TokenListProps {
  readonly tokens: readonly ApiToken[];
  readonly onChanged: () => void;
}

function TokenList({ tokens, onChanged }: TokenListProps) {
  const { t } = useTranslation('admin');
  const now = useNow(60_000);
  const people = usePeople();
  const scopes = new Map(useScopeChoices().map(({ key, label }) => [key, label]));
  const { problem, ask } = useAsk();
  const [ending, setEnding] = useState<ApiToken>();
  const revoke = async (id: string) => {
    setEnding(undefined);
    if ((await ask('tokens.revoke', { id })) !== undefined) onChanged();
  };
  if (tokens.length === 0) return <EmptyState title={t('tokens.empty')} body={t('tokens.empty.body')} />;
  return (
    <>
      {problem !== undefined && (
        <Problem title={t('token.revoke.failed')} message={problem} kept={t('kept.nothing')} />
      )}
      {ending !== undefined && (
        <div className={styles.asking}>
          <Asking
            question={t('token.revoke.ask', { name: ending.name })}
            confirm={t('token.revoke.confirm')}
            onConfirm={() => revoke(ending.id)}
            onCancel={() => setEnding(undefined)}
          />
        </div>
      )}
      <DataTable
        label={t('section.tokens')}
        rows={goodFirst(tokens)}
        rowKey={({ id }) => id}
        columns={[
          { key: 'name', label: t('name'), width: '18%', wraps: true, cell: ({ name }) => name },
          {
            key: 'events',
            label: t('token.events'),
            wraps: true,
            cell: ({ events }) => writeList(events.map((event) => t(`event.${event}`))),
          },
          {
            key: 'scopes',
            label: t('token.sees'),
            wraps: true,
            cell: (token) => writeList(token.scopes.map((scope) => scopes.get(scope) ?? scope)),
          },
          {
            key: 'made',
            label: t('made'),
            width: '140px',
            wraps: true,
            cell: ({ createdAt, createdBy }) =>
              [clockTime(createdAt, now), people.get(createdBy)?.name].filter(Boolean).join(', '),
          },
          {
            key: 'used',
            label: t('token.used'),
            width: '120px',
            wraps: true,
            cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('token.unused') : clockTime(lastUsedAt, now)),
          },
          {
            key: 'end',
            label: t('actions'),
            width: '124px',
            cell: (token) => <RevokeCell token={token} onRevoke={() => setEnding(token)} />,
          },
        ]}
      />
    </>
  );
}

function RevokeCell({ token, onRevoke }: { readonly token: ApiToken; readonly onRevoke: () => void }) {
  const { t } = useTranslation('admin');
  const needsNetwork = useNeedsNetwork();
  if (token.revokedAt !== null) return <span className={styles.dim}>{t('token.revoked')}</span>;
  return (
    <RefusableButton label={t('token.revoke')} about={token.name} refusal={needsNetwork} onClick={onRevoke} />
  );
}

/** What is still good first, then the newest. */
function goodFirst(tokens: readonly ApiToken[]): ApiToken[] {
  const rank = ({ revokedAt }: ApiToken) => (revokedAt === null ? 0 : 1);
  return [...tokens].sort(
    (left, right) => rank(left) - rank(right) || right.createdAt.localeCompare(left.createdAt),
  );
}
