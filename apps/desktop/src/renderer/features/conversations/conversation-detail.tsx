import { isPrivateThread, type Thread, threadModel, threadSchema } from '@holdfast/shared/model/thread.ts';
import { useTranslation } from 'react-i18next';
import type { DetailProps } from '../../app/feature.ts';
import { useRow } from '../../hooks/use-live-query.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import styles from '../../ui/detail.module.css';
import { DetailHead } from '../../ui/detail-head.tsx';
import { GoneRow } from '../../ui/gone-row.tsx';
import { Problem } from '../../ui/problem.tsx';
import { TitleField } from '../../ui/title-field.tsx';
import { ConversationPeople } from './conversation-people.tsx';
import { LeavePart } from './leave-part.tsx';

const nameSchema = threadSchema.shape.name.unwrap().unwrap();

/** About a conversation: what it is called and who takes part, and the way out of it. */
export function ConversationDetail({ id }: DetailProps) {
  const { t } = useTranslation('conversations');
  const queried = useRow(threadModel, id);
  if (queried === undefined) return null;
  if (queried === null || !isPrivateThread(queried.row)) {
    return <GoneRow title={t('gone.title')} body={t('gone.body')} places={[]} />;
  }
  return <OneDetail thread={queried.row} waiting={queried.waiting} />;
}

function OneDetail({ thread, waiting }: { readonly thread: Thread; readonly waiting: boolean }) {
  const { t } = useTranslation('conversations');
  const isGroup = thread.subjectTable === 'group';
  return (
    <article className={styles.detail} aria-label={t('details')}>
      <DetailHead waiting={waiting}>
        <span className={styles.dim}>{t(isGroup ? 'details.group' : 'details.direct')}</span>
      </DetailHead>
      <div className={styles.scroll}>
        {isGroup && <GroupName thread={thread} />}
        <p className={styles.dim}>{t('details.private')}</p>
        <ConversationPeople thread={thread} />
        {isGroup && <LeavePart thread={thread} />}
      </div>
    </article>
  );
}

function GroupName({ thread }: { readonly thread: Thread }) {
  const { t } = useTranslation('conversations');
  const { problem, mutate } = useMutation();
  const { id } = thread;
  const name = thread.name ?? '';
  const rename = (was: string, now: string) =>
    mutate('conversation.rename', { id, changes: { name: { was, now } } });
  return (
    <>
      <TitleField label={t('name')} text={name} schema={nameSchema} refusal={undefined} save={rename} />
      {problem !== undefined && <Problem message={problem} kept={t('kept.field')} />}
    </>
  );
}
