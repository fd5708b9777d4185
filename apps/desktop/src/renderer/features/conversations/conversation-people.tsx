import type { Thread } from '@holdfast/shared/model/thread.ts';
import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from '../../hooks/use-mutation.ts';
import { useMyId, usePeople } from '../../hooks/use-people.ts';
import { PersonPopover } from '../../presence/person-popover.tsx';
import { PersonStatus, PresentAvatar } from '../../presence/person-status.tsx';
import { newId } from '../../state/new-id.ts';
import { AddPerson } from '../../ui/add-person.tsx';
import { Asking } from '../../ui/asking.tsx';
import styles from '../../ui/detail.module.css';
import { Problem } from '../../ui/problem.tsx';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import { type ConversationMember, useConversationPeople } from './use-conversation-people.ts';

/** Who takes part. Anybody in a group may add people, its owner may take others out of it. */
export function ConversationPeople({ thread }: { readonly thread: Thread }) {
  const { t } = useTranslation('conversations');
  const me = useMyId();
  const members = useConversationPeople(thread.id) ?? [];
  const isGroup = thread.subjectTable === 'group';
  const isOwner = members.some(({ row }) => row.userId === me && row.role === 'owner');
  return (
    <section className={styles.part} aria-label={t('people')}>
      <h2>{t('people')}</h2>
      <ul className={styles.list}>
        {members.map((member) => (
          <Member
            key={member.row.id}
            member={member}
            group={thread.name ?? ''}
            canTakeOut={isGroup && isOwner && member.row.userId !== me}
          />
        ))}
      </ul>
      {isGroup && <AddToGroup threadId={thread.id} members={members} />}
    </section>
  );
}

interface MemberProps {
  readonly member: ConversationMember;
  readonly group: string;
  readonly canTakeOut: boolean;
}

function Member({ member, group, canTakeOut }: MemberProps) {
  const { t } = useTranslation('conversations');
  const me = useMyId();
  const [isAsked, setIsAsked] = useState(false);
  const { problem, mutate } = useMutation();
  const { row, waiting, person } = member;
  const name = person?.name ?? t('somebody', { ns: 'app' });
  const remove = t('people.remove', { name });
  return (
    <li>
      <div className={styles.item}>
        <PresentAvatar person={person} />
        <span className={styles.grow}>
          <PersonPopover userId={row.userId}>{name}</PersonPopover>
        </span>
        {row.userId !== me && <PersonStatus userId={row.userId} isOneOfMany />}
        {row.userId === me && <span className={styles.dim}>{t('people.you')}</span>}
        {row.role === 'owner' && <span className={styles.dim}>{t('people.owner')}</span>}
        {waiting && <WaitingDot />}
        {canTakeOut && (
          <ActionIcon aria-label={remove} title={remove} onClick={() => setIsAsked(true)}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        )}
      </div>
      {isAsked && (
        <Asking
          question={t('people.remove.ask', { name, group })}
          confirm={t('people.remove.confirm')}
          onConfirm={() => mutate('participant.remove', { threadId: row.threadId, userId: row.userId })}
          onCancel={() => setIsAsked(false)}
        />
      )}
      {problem !== undefined && <Problem message={problem} kept={t('kept.field')} />}
    </li>
  );
}

interface AddToGroupProps {
  readonly threadId: string;
  readonly members: readonly ConversationMember[];
}

function AddToGroup({ threadId, members }: AddToGroupProps) {
  const { t } = useTranslation('conversations');
  const people = usePeople();
  const { problem, mutate } = useMutation();
  const already = new Set(members.map(({ row }) => row.userId));
  return (
    <>
      <span>
        <AddPerson
          label={t('people.add')}
          people={people.values()}
          already={already}
          searchLabel={t('people.find')}
          nothingFound={t('people.nothing')}
          onAdd={(userId) => mutate('participant.add', { id: newId(), threadId, userId })}
        />
      </span>
      <p className={styles.dim}>{t('people.add.hint')}</p>
      {problem !== undefined && <Problem message={problem} kept={t('kept.field')} />}
    </>
  );
}
