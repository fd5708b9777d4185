import type { User } from '@holdfast/shared/model/user.ts';
import { useTranslation } from 'react-i18next';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import styles from './person-row.module.css';

/** What a person is in one line of a list. */
export function PersonRow({ person, waiting }: { readonly person: User; readonly waiting: boolean }) {
  const { t } = useTranslation('admin');
  return (
    <>
      <span role="gridcell" className={styles.person}>
        <PersonAvatar person={person} />
        <span className={styles.name} title={person.name} dir="auto">
          {person.name}
        </span>
      </span>
      <span role="gridcell" className={styles.mark}>
        {waiting && <WaitingDot />}
      </span>
      <span role="gridcell" className={styles.email} title={person.email}>
        {person.email}
      </span>
      <span role="gridcell">{t(`role.${person.role}`)}</span>
      <span role="gridcell" className={styles.dim}>
        {person.disabled && t('account.true')}
      </span>
      <span role="gridcell" className={styles.age}>
        <RelativeTime at={person.createdAt} what={t('added')} />
      </span>
    </>
  );
}
