import type { Invite } from '@holdfast/shared/protocol/requests.ts';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../hooks/use-ask.ts';
import { useNeedsNetwork } from '../../hooks/use-needs-network.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useRequest } from '../../hooks/use-request.ts';
import { Answered } from '../../ui/answered.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Problem } from '../../ui/problem.tsx';
import { RefusableButton } from '../../ui/refusable-button.tsx';
import { clockTime, exactTime } from '../../ui/times.ts';
import { DataTable } from './data-table.tsx';
import { InviteButton } from './invite-dialog.tsx';
import { SectionBar } from './section-bar.tsx';

/** Who was invited, and whether they came. */
export function InvitesSection() {
  const { t } = useTranslation('admin');
  const request = useRequest('invites.list', {});
  const { answer, reload } = request;
  const open =
    answer.state === 'ready'
      ? answer.value.invites.filter(({ state }) => state === 'open').length
      : undefined;
  return (
    <>
      <SectionBar
        count={open === undefined ? undefined : t('invites.count', { count: open })}
        actions={<InviteButton onMade={reload} />}
      />
      <Answered request={request}>
        {({ invites }) => <InviteList invites={invites} onChanged={reload} />}
      </Answered>
    </>
  );
}

interface InviteListProps {
  readonly invites: readonly Invite[];
  readonly onChanged: () => void;
}

function InviteList({ invites, onChanged }: InviteListProps) {
  const { t } = useTranslation('admin');
  const now = useNow(60_000);
  const needsNetwork = useNeedsNetwork();
  const { problem, isAsking, ask } = useAsk();
  const withdraw = async (id: string) => {
    if ((await ask('invites.withdraw', { id })) !== undefined) onChanged();
  };
  if (invites.length === 0) return <EmptyState title={t('invites.empty')} body={t('invites.empty.body')} />;
  const time = (at: string) => <time title={exactTime(at)}>{clockTime(at, now)}</time>;
  return (
    <>
      {problem !== undefined && (
        <Problem title={t('invite.withdraw.failed')} message={problem} kept={t('kept.nothing')} />
      )}
      <DataTable
        label={t('section.invites')}
        rows={byState(invites)}
        rowKey={({ id }) => id}
        columns={[
          { key: 'name', label: t('name'), cell: ({ name }) => <Cut text={name} /> },
          { key: 'email', label: t('email'), cell: ({ email }) => <Cut text={email} /> },
          { key: 'role', label: t('role'), width: '112px', cell: ({ role }) => t(`role.${role}`) },
          {
            key: 'state',
            label: t('invite.state'),
            width: '120px',
            cell: ({ state }) => t(`invite.${state}`),
          },
          { key: 'made', label: t('made'), width: '150px', cell: ({ createdAt }) => time(createdAt) },
          {
            key: 'until',
            label: t('invite.until'),
            width: '150px',
            cell: ({ expiresAt }) => time(expiresAt),
          },
          {
            key: 'end',
            label: t('actions'),
            width: '132px',
            cell: ({ id, state, name }) =>
              state === 'open' && (
                <RefusableButton
                  label={t('invite.withdraw')}
                  about={name}
                  refusal={needsNetwork}
                  onClick={() => !isAsking && withdraw(id)}
                />
              ),
          },
        ]}
      />
    </>
  );
}

function Cut({ text }: { readonly text: string }) {
  return (
    <span title={text} dir="auto">
      {text}
    </span>
  );
}

/** What can still be used first, then the newest. */
function byState(invites: readonly Invite[]): Invite[] {
  const rank = ({ state }: Invite) => (state === 'open' ? 0 : 1);
  return [...invites].sort(
    (left, right) => rank(left) - rank(right) || right.createdAt.localeCompare(left.createdAt),
  );
}
