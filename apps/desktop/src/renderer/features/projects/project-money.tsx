import { planOf } from '@holdfast/shared/model/project.ts';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { LineField } from '../../ui/line-field.tsx';
import { writeNumber } from '../../ui/locale.ts';
import { readAmount, writeAmount } from './amount.ts';
import { Field } from './project-field.tsx';
import styles from './project-fields.module.css';
import type { ProjectPartProps } from './project-fields.tsx';

const amountFields = ['budget', 'spent', 'cash', 'cashThreshold'] as const;
type AmountField = (typeof amountFields)[number];

/** Nothing, or an amount as somebody types it. */
const amountText = z.string().refine((text) => text === '' || readAmount(text) !== undefined);
/** Nothing, or a share in whole percent, with or without its sign. */
const shareText = z.string().refine((text) => text === '' || readShare(text) !== undefined);

const MOST_PERCENT = 1_000;

/** What a project may cost, what it has cost, and when somebody is to be told. Amounts have no currency. */
export function ProjectMoney({ project, refusal, change }: ProjectPartProps) {
  const { t } = useTranslation('projects');
  const room = `project:${project.id}`;
  const plan = planOf(project);
  const amount = (field: AmountField) => {
    const save = (was: string, now: string) => {
      const [before, after] = [readAmount(was) ?? null, readAmount(now) ?? null];
      // What was spent is a figure in any case.
      if (field === 'spent') return change.plan({ spent: { was: before ?? 0, now: after ?? 0 } });
      return change.plan({ [field]: { was: before, now: after } });
    };
    const value = plan[field];
    return (
      <Field key={field} label={t(field)}>
        <LineField
          label={t(field)}
          text={value === null ? '' : writeAmount(value)}
          none={t('amount.none')}
          schema={amountText}
          refusal={refusal}
          edits={{ room, field }}
          save={save}
        />
      </Field>
    );
  };
  const { spentThreshold } = plan;
  return (
    <section className={styles.part} aria-label={t('money')}>
      <h2>{t('money')}</h2>
      <dl className={styles.fields}>
        {amountFields.map(amount)}
        <Field label={t('spentThreshold')}>
          <LineField
            label={t('spentThreshold')}
            text={spentThreshold === null ? '' : writeShare(spentThreshold)}
            none={t('amount.none')}
            schema={shareText}
            refusal={refusal}
            edits={{ room, field: 'spentThreshold' }}
            save={(was, now) =>
              change.plan({ spentThreshold: { was: readShare(was) ?? null, now: readShare(now) ?? null } })
            }
          />
        </Field>
      </dl>
    </section>
  );
}

function writeShare(percent: number): string {
  return `${writeNumber(percent)} %`;
}

function readShare(typed: string): number | undefined {
  const hundredths = readAmount(typed.replaceAll(/[%٪]/g, ''));
  if (hundredths === undefined || hundredths < 0 || hundredths > MOST_PERCENT * 100) return undefined;
  return hundredths / 100;
}
