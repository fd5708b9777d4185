import type { Phase } from '@holdfast/shared/model/phase.ts';
import type { Project } from '@holdfast/shared/model/project.ts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../../hooks/use-now.ts';
import { todayOf } from '../../../ui/days.ts';
import type { Zoom } from '../../../ui/timeline/scale.ts';
import { Timeline, type TimelineRow } from '../../../ui/timeline/timeline.tsx';
import { firstSpan, movedPhase } from './phase-spans.ts';
import { phaseRow } from './timeline-rows.tsx';
import type { ChangePhases } from './use-phase-changes.ts';
import { useTimelineWords } from './use-timeline-words.ts';

const MINUTE_MS = 60_000;

export interface PhaseTimelineProps {
  readonly project: Project;
  readonly phases: readonly Phase[];
  readonly zoom: Zoom;
  readonly refusal: string | undefined;
  readonly change: ChangePhases;
  readonly onOpen: (id: string) => void;
}

/** The phases of a project along the calendar. */
export function PhaseTimeline({ project, phases, zoom, refusal, change, onOpen }: PhaseTimelineProps) {
  const { t } = useTranslation('projects');
  const words = useTimelineWords();
  const today = todayOf(useNow(MINUTE_MS));
  const giveDates = (phase: Phase) =>
    change.update(phase.id, movedPhase(phase, firstSpan(phases, project.startsOn ?? null, today)));
  const rowOf = (phase: Phase): TimelineRow => {
    const row = phaseRow(phase, { refusal, tells: true, onOpen });
    if (row.bar !== undefined || refusal !== undefined) return row;
    const give = (
      <Button
        variant="subtle"
        aria-label={t('phase.field', { field: t('phase.dates.give'), name: phase.name })}
        onClick={() => giveDates(phase)}
      >
        {t('phase.dates.give')}
      </Button>
    );
    return { ...row, instead: give };
  };
  return (
    <Timeline
      rows={phases.map(rowOf)}
      zoom={zoom}
      words={words}
      onOpen={onOpen}
      onMove={async (id, span) => {
        const phase = phases.find((one) => one.id === id);
        return phase !== undefined && change.update(id, movedPhase(phase, span));
      }}
    />
  );
}
