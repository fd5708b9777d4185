import type { User } from '@holdfast/shared/model/user.ts';
import { Button } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useOpenDirect } from '../features/conversations/use-open-direct.ts';
import { useMyId, usePeople } from '../hooks/use-people.ts';
import { Problem } from '../ui/problem.tsx';
import { DivisionNames } from './division-names.tsx';
import styles from './person-card.module.css';
import { PersonStatus, PresentAvatar } from './person-status.tsx';

export interface PersonCardProps {
  readonly userId: string;
  /** One has gone on to the conversation with them. */
  readonly onDone?: () => void;
}

/** Who somebody is, in a few lines, whether they are there, and a way to write to them. */
export function PersonCard({ userId, onDone }: PersonCardProps) {
  const { t } = useTranslation('presence');
  const person = usePeople().get(userId);
  if (person === undefined) return <p>{t('somebody', { ns: 'app' })}</p>;
  return (
    <section className={styles.card} aria-label={t('card', { name: person.name })}>
      <header className={styles.head}>
        <PresentAvatar person={person} size="large" />
        <div className={styles.who}>
          <h2 className={styles.name} dir="auto" data-text>
            {person.name}
          </h2>
          {person.disabled ? (
            <p className={styles.dim}>{t('card.disabled')}</p>
          ) : (
            <PersonStatus userId={userId} />
          )}
        </div>
      </header>
      <p className={styles.dim}>{t(`card.role.${person.role}`)}</p>
      <DivisionNames userId={userId} />
      <p className={styles.email} data-text>
        {person.email}
      </p>
      <MessageButton person={person} {...(onDone === undefined ? {} : { onDone })} />
    </section>
  );
}

interface MessageButtonProps {
  readonly person: User;
  readonly onDone?: () => void;
}

function MessageButton({ person, onDone }: MessageButtonProps) {
  const { t } = useTranslation('presence');
  const me = useMyId();
  const { problem, open } = useOpenDirect();
  if (person.id === me) return <p className={styles.dim}>{t('card.you')}</p>;
  if (person.disabled) return null;
  const write = async () => {
    if (await open([person.id])) onDone?.();
  };
  return (
    <>
      <Button className={styles.write} leftSection={<IconMessage size={16} aria-hidden />} onClick={write}>
        {t('card.message')}
      </Button>
      {problem !== undefined && <Problem message={problem} kept={t('card.notSent')} />}
    </>
  );
}
