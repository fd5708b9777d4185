import type { Json } from '@holdfast/shared/json.ts';
import { overwriteModel } from '@holdfast/shared/model/overwrite.ts';
import type { Phase } from '@holdfast/shared/model/phase.ts';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../../hooks/use-live-query.ts';
import { useMyId } from '../../../hooks/use-people.ts';
import { Problem } from '../../../ui/problem.tsx';
import { OverwriteCards } from '../../overwrites/overwrite-cards.tsx';
import { useProjectWords } from '../use-project-words.ts';
import { type PhaseChanges, putBackDay } from './phase-spans.ts';
import { usePhaseChanges } from './use-phase-changes.ts';
import { usePhases } from './use-phases.ts';

/** Changes of this person to phases of a project that somebody replaced without having seen them (S28). */
export function PhaseOverwrites({ projectId }: { readonly projectId: string }) {
  const userId = useMyId();
  const phases = usePhases(projectId) ?? [];
  const overwrites = useLiveQuery(overwriteModel, { where: { userId, seen: false }, offset: 0, limit: 200 });
  const replaced = new Set(overwrites?.rows.map(({ row }) => row.subjectId));
  return phases
    .filter(({ row }) => replaced.has(row.id))
    .map(({ row }) => <CardsOfPhase key={row.id} phase={row} />);
}

function CardsOfPhase({ phase }: { readonly phase: Phase }) {
  const { t } = useTranslation('projects');
  const words = useProjectWords();
  const { problem, change } = usePhaseChanges();
  return (
    <>
      <OverwriteCards
        subjectId={phase.id}
        fieldName={(field) => t('phase.field', { field: t(field), name: phase.name })}
        words={(field, value) => words('phase', field, value)}
        putBack={(field, mine) => change.update(phase.id, putBackOf(phase, field, mine))}
      />
      {problem !== undefined && <Problem message={problem} kept={t('kept.field')} />}
    </>
  );
}

function putBackOf(phase: Phase, field: string, mine: Json): PhaseChanges {
  if ((field === 'startsOn' || field === 'endsOn') && (mine === null || typeof mine === 'string'))
    return putBackDay(phase, field, mine);
  const shown: Readonly<Record<string, unknown>> = phase;
  return { [field]: { was: shown[field], now: mine } };
}
