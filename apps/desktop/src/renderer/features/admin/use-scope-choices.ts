import { divisionModel } from '@holdfast/shared/model/division.ts';
import { projectModel } from '@holdfast/shared/model/project.ts';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import type { Choice } from '../../ui/picker.tsx';
import { scopeChoices } from './scope-words.ts';

const byName = { order: [{ column: 'name', direction: 'ascending' as const }], offset: 0, limit: 2_000 };

/** What a token may be let see, in words. */
export function useScopeChoices(): readonly Choice[] {
  const { t } = useTranslation('admin');
  const projects = useLiveQuery(projectModel, byName)?.rows.map(({ row }) => row) ?? [];
  const divisions = useLiveQuery(divisionModel, byName)?.rows.map(({ row }) => row) ?? [];
  return scopeChoices(projects, divisions).map(({ key, text, name }) => ({ key, label: t(text, { name }) }));
}
