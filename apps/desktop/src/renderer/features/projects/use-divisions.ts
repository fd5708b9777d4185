import { divisionModel } from '@holdfast/shared/model/division.ts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import type { Choice } from '../../ui/picker.tsx';

/** The key of the choice "none". */
export const NONE = '';

const byName = { order: [{ column: 'name', direction: 'ascending' as const }], offset: 0, limit: 2_000 };

/** The divisions to choose from, by name, with that there is none. */
export function useDivisionChoices(): readonly Choice[] {
  const { t } = useTranslation('projects');
  const divisions = useLiveQuery(divisionModel, byName);
  return useMemo(
    () => [
      { key: NONE, label: t('divisionId.none') },
      ...(divisions?.rows ?? []).map(({ row }) => ({ key: row.id, label: row.name })),
    ],
    [t, divisions],
  );
}
