import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenProps } from '../../app/feature.ts';
import { goTo } from '../../state/route.ts';
import { PartNames } from '../../ui/part-names.tsx';
import { AboutSection } from './about-section.tsx';
import { FilesSection } from './files-section.tsx';
import { GeneralSection } from './general-section.tsx';
import { NotificationsSection } from './notifications-section.tsx';
import { type SectionName, sectionOf, sections } from './sections.ts';
import styles from './settings.module.css';
import { UpdatesSection } from './updates-section.tsx';

const parts: Record<SectionName, ComponentType> = {
  notifications: NotificationsSection,
  general: GeneralSection,
  files: FilesSection,
  updates: UpdatesSection,
  about: AboutSection,
};

/** The settings: one part of them, and the way to the others. */
export function SettingsScreen({ id }: ScreenProps) {
  const { t } = useTranslation('settings');
  const current = sectionOf(id);
  const Part = parts[current];
  return (
    <div className={styles.screen}>
      <PartNames
        label={t('screen.settings')}
        parts={sections.map((name) => ({ name, label: t(`section.${name}`) }))}
        current={current}
        partTakesKeys={false}
        onChoose={(name) => goTo({ screen: 'settings', id: name })}
      />
      <section className={styles.scroll} aria-label={t(`section.${current}`)}>
        <div className={styles.column}>
          <Part />
        </div>
      </section>
    </div>
  );
}
