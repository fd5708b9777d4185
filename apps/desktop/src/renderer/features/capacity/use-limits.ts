import { alertRuleModel, usualRules } from '@holdfast/shared/model/alert-rule.ts';
import { useMemo } from 'react';
import { useAllRows } from '../../hooks/use-all-rows.ts';

/** Above how many percent a week is too much: as the rules for alerts say it. */
export function useLimits(): { readonly person: number; readonly group: number } {
  const rules = useAllRows(alertRuleModel, {});
  return useMemo(() => {
    const limitOf = (kind: 'person-over' | 'division-over') =>
      rules?.find(({ row }) => row.kind === kind)?.row.limit ?? usualRules[kind].limit ?? 100;
    return { person: limitOf('person-over'), group: limitOf('division-over') };
  }, [rules]);
}
