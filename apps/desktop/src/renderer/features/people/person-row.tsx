import type { User } from '@holdfast/shared/model/user.ts';
import { useTranslation } from 'react-i18next';
import { PersonStatus, PresentAvatar } from '../../presence/person-status.tsx';
import styles from './people-screen.module.css';

/** Who somebody is and how they are, in one line. */
export function PersonRow({ person }: { readonly person: User }) {
  const { t } = useTranslation('people');
  return (
    <>
      <span role="gridcell" className={styles.person}>
        <PresentAvatar person={person} />
        <span className={styles.name} title={person.name} dir="auto">
          {person.name}
        </span>
      </span>
      <span role="gridcell" className={styles.status}>
        <PersonStatus userId={person.id} isOneOfMany />
      </span>
      <span role="gridcell" className={styles.dim}>
        {t(`role.${person.role}`)}
      </span>
      <span role="gridcell" className={styles.email} title={person.email}>
        {person.email}
      </span>
    </>
  );
}
