import type { RowProblem } from '@holdfast/shared/import/problem.ts';
import { useTranslation } from 'react-i18next';
import { sayProblem } from '../../state/say-problem.ts';

/** Says why a row was not taken. */
export function useProblemWords(): (problem: RowProblem) => string {
  const { t } = useTranslation('data');
  return ({ key, values }) => {
    if (key === 'refused') return sayProblem(values.message ?? '');
    return t(`problem.${key}`, { ...values });
  };
}
