import { useTranslation } from 'react-i18next';
import { usePeople } from '../../hooks/use-people.ts';
import { writeDay } from '../../ui/days.ts';
import { writeAmount } from './amount.ts';
import { NONE, useDivisionChoices } from './use-divisions.ts';

const amounts: readonly string[] = ['budget', 'spent', 'cash', 'cashThreshold'];
const shares: readonly string[] = ['spentThreshold', 'progress'];
const days: readonly string[] = ['startsOn', 'endsOn'];

/** Values of the fields of projects and phases, as people call them. */
export function useProjectWords(): (table: 'project' | 'phase', field: string, value: unknown) => string {
  const { t } = useTranslation('projects');
  const people = usePeople();
  const divisions = useDivisionChoices();
  return (table, field, value) => {
    if (field === 'divisionId') {
      const known = divisions.find(({ key }) => key === (value ?? NONE));
      return known?.label ?? t('value.none');
    }
    if (value === null || value === undefined || value === '') return t('value.none');
    if (field === 'position') return t('position.other');
    if (typeof value === 'number' && amounts.includes(field)) return writeAmount(value);
    if (typeof value === 'number' && shares.includes(field)) return t('percent', { percent: value });
    if (typeof value !== 'string') return String(value);
    if (days.includes(field)) return writeDay(value);
    if (field === 'ownerId') return people.get(value)?.name ?? t('somebody', { ns: 'app' });
    if (field === 'stage') return t(`stage.${value}`);
    if (field === 'status') return t(`${table === 'phase' ? 'phaseStatus' : 'status'}.${value}`);
    return value;
  };
}
