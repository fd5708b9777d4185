import { userModel } from '@holdfast/shared/model/user.ts';
import { useTranslation } from 'react-i18next';
import type { DetailProps } from '../../app/feature.ts';
import { useRow } from '../../hooks/use-live-query.ts';
import { PersonCard } from '../../presence/person-card.tsx';
import styles from '../../ui/detail.module.css';
import { DetailHead } from '../../ui/detail-head.tsx';
import { GoneRow } from '../../ui/gone-row.tsx';

/** One person of the list, as everybody may see them. */
export function PersonDetail({ id }: DetailProps) {
  const { t } = useTranslation('people');
  const queried = useRow(userModel, id);
  if (queried === undefined) return null;
  if (queried === null) return <GoneRow title={t('gone.title')} body={t('gone.body')} places={[]} />;
  return (
    <article className={styles.detail} aria-label={queried.row.name}>
      <DetailHead waiting={queried.waiting}>
        <span className={styles.dim}>{t('person')}</span>
      </DetailHead>
      <div className={styles.scroll}>
        <PersonCard userId={id} />
      </div>
    </article>
  );
}
