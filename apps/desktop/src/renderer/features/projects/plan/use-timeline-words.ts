import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { writeDay } from '../../../ui/days.ts';
import type { TimelineWords } from '../../../ui/timeline/timeline.tsx';

/** What a timeline of phases says. */
export function useTimelineWords(): TimelineWords {
  const { t } = useTranslation('projects');
  return useMemo(
    () => ({
      label: t('view.timeline'),
      help: t('timeline.help'),
      today: t('timeline.today'),
      bar: ({ name, progress }, { from, to }) =>
        t('phase.bar', { name, from: writeDay(from), to: writeDay(to), progress }),
    }),
    [t],
  );
}
