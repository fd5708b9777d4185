import { type Assignment, hoursSchema } from '@holdfast/shared/model/assignment.ts';
import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { QueriedRow } from '../../../engine/api/query.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { showRow } from '../../state/places.ts';
import { Problem } from '../../ui/problem.tsx';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import { OverwriteCards } from '../overwrites/overwrite-cards.tsx';
import styles from './capacity-detail.module.css';
import { writeHours } from './hours-text.ts';
import { usePlans } from './use-plans.ts';

/** What somebody is planned for in a week, each leading to its project. */
export function AssignmentLines({ rows }: { readonly rows: readonly QueriedRow<Assignment>[] }) {
  const { t } = useTranslation('capacity');
  const plans = usePlans();
  if (plans === undefined) return null;
  const order = plans.sort(rows.map(({ row }) => row));
  const sorted = [...rows].sort((a, b) => order.indexOf(a.row) - order.indexOf(b.row));
  const planned = sorted.filter(({ row }) => row.hours > 0);
  return (
    <section className={styles.part} aria-label={t('planned')}>
      <h3>{t('planned')}</h3>
      {sorted.map(({ row }) => (
        <ReplacedHours key={row.id} assignment={row} name={plans.nameOf(row) ?? ''} />
      ))}
      {planned.length === 0 && <p className={styles.dim}>{t('planned.none')}</p>}
      <ul className={styles.lines}>
        {planned.map(({ row, waiting }) => (
          <li key={row.id} className={styles.line}>
            <UnstyledButton
              className={styles.link}
              onClick={() => showRow('project', row.projectId)}
              dir="auto"
            >
              {plans.nameOf(row)}
            </UnstyledButton>
            {waiting && <WaitingDot />}
            <span className={styles.hours}>{t('hours.short', { hours: writeHours(row.hours) })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ReplacedHoursProps {
  readonly assignment: Assignment;
  readonly name: string;
}

/** That somebody replaced one's own hours without having seen them (S28). */
function ReplacedHours({ assignment, name }: ReplacedHoursProps) {
  const { t } = useTranslation('capacity');
  const { problem, mutate } = useMutation();
  const { userId, projectId, phaseId, week, hours } = assignment;
  return (
    <>
      <OverwriteCards
        subjectId={assignment.id}
        fieldName={() => name}
        words={(_, value) => t('hours.short', { hours: String(value ?? 0) })}
        putBack={(_, mine) =>
          mutate('assignment.set', {
            userId,
            projectId,
            phaseId,
            week,
            changes: { hours: { was: hours, now: hoursSchema.parse(mine) } },
          })
        }
      />
      {problem !== undefined && <Problem message={problem} kept={t('kept')} />}
    </>
  );
}
