import { UnstyledButton } from '@mantine/core';
import { IconLayoutKanban, IconList, IconTimeline } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Picker } from '../../ui/picker.tsx';
import { type Zoom, zooms } from '../../ui/timeline/scale.ts';
import { type ProjectView, projectViews } from './project-filters.ts';
import styles from './view-choice.module.css';

const icons = { list: IconList, board: IconLayoutKanban, timeline: IconTimeline };

export interface ViewChoiceProps {
  readonly view: ProjectView;
  readonly onChoose: (view: ProjectView) => void;
}

/** As what projects or phases are shown. */
export function ViewChoice({ view, onChoose }: ViewChoiceProps) {
  const { t } = useTranslation('projects');
  return (
    <div className={styles.views} role="group" aria-label={t('view')}>
      {projectViews.map((one) => {
        const Icon = icons[one];
        return (
          <UnstyledButton
            key={one}
            className={styles.view}
            aria-pressed={one === view}
            onClick={() => onChoose(one)}
          >
            <Icon size={16} aria-hidden />
            {t(`view.${one}`)}
          </UnstyledButton>
        );
      })}
    </div>
  );
}

export interface ZoomChoiceProps {
  readonly zoom: Zoom;
  readonly onChoose: (zoom: Zoom) => void;
}

/** How much of time a timeline shows at once. */
export function ZoomChoice({ zoom, onChoose }: ZoomChoiceProps) {
  const { t } = useTranslation('projects');
  return (
    <Picker
      look="chip"
      label={t('zoom')}
      choices={zooms.map((one) => ({ key: one, label: t(`zoom.${one}`) }))}
      chosen={[zoom]}
      onChoose={(key) => {
        const chosen = zooms.find((one) => one === key);
        if (chosen !== undefined) onChoose(chosen);
      }}
    >
      <span className={styles.chosen}>{t(`zoom.${zoom}`)}</span>
    </Picker>
  );
}
