import { type Division, divisionModel, divisionSchema } from '@holdfast/shared/model/division.ts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DetailProps } from '../../app/feature.ts';
import { useRow } from '../../hooks/use-live-query.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { goTo } from '../../state/route.ts';
import styles from '../../ui/detail.module.css';
import { DetailHead } from '../../ui/detail-head.tsx';
import { GoneRow } from '../../ui/gone-row.tsx';
import { Problem } from '../../ui/problem.tsx';
import { TitleField } from '../../ui/title-field.tsx';
import { OverwriteCards } from '../overwrites/overwrite-cards.tsx';
import { DivisionPeople } from './division-people.tsx';
import { useRefusal } from './use-refusal.ts';

/** One division: its name, who manages it and who belongs to it. */
export function DivisionDetail({ id }: DetailProps) {
  const { t } = useTranslation('admin');
  const queried = useRow(divisionModel, id);
  if (queried === undefined) return null;
  if (queried === null)
    return <GoneRow title={t('division.gone')} body={t('division.gone.body')} places={[]} />;
  return <OneDivision division={queried.row} waiting={queried.waiting} />;
}

function OneDivision({ division, waiting }: { readonly division: Division; readonly waiting: boolean }) {
  const { t } = useTranslation('admin');
  const { problem, mutate } = useMutation();
  const refusal = useRefusal('division.change');
  const { id } = division;
  const rename = (was: string, now: string) =>
    mutate('division.update', { id, changes: { name: { was, now } } });
  return (
    <article className={styles.detail} aria-label={division.name}>
      <DetailHead waiting={waiting}>
        <span className={styles.dim}>{t('division')}</span>
      </DetailHead>
      <div className={styles.scroll}>
        <TitleField
          label={t('name')}
          text={division.name}
          schema={divisionSchema.shape.name}
          refusal={refusal}
          save={rename}
        />
        <OverwriteCards
          subjectId={id}
          fieldName={(field) => t(field)}
          words={(_field, value) => String(value ?? '')}
          putBack={(_field, mine) => rename(division.name, String(mine))}
        />
        {problem !== undefined && <Problem message={problem} kept={t('kept.field')} />}
        <div className={styles.actions}>
          <Button variant="default" onClick={() => goTo({ screen: 'division', id })}>
            {t('division.dashboard')}
          </Button>
        </div>
        <DivisionPeople divisionId={id} belongsAs="manager" />
        <DivisionPeople divisionId={id} belongsAs="member" />
      </div>
    </article>
  );
}
