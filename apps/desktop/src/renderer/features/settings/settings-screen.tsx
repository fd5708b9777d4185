import { UnstyledButton } from '@mantine/core';
import { type ComponentType, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenProps } from '../../app/feature.ts';
import { goTo } from '../../state/route.ts';
import { AboutSection } from './about-section.tsx';
import { GeneralSection } from './general-section.tsx';
import { NotificationsSection } from './notifications-section.tsx';
import { type SectionName, sectionOf, sections } from './sections.ts';
import styles from './settings.module.css';
import { UpdatesSection } from './updates-section.tsx';

const parts: Record<SectionName, ComponentType> = {
  notifications: NotificationsSection,
  general: GeneralSection,
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
      <Sections current={current} />
      <section className={styles.scroll} aria-label={t(`section.${current}`)}>
        <div className={styles.column}>
          <Part />
        </div>
      </section>
    </div>
  );
}

function Sections({ current }: { readonly current: SectionName }) {
  const { t } = useTranslation('settings');
  const here = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each part is a screen of its own, and takes the keys when it appears
  useEffect(() => {
    if (document.activeElement === document.body) here.current?.focus({ preventScroll: true });
  }, [current]);
  return (
    <nav className={styles.sections} aria-label={t('screen.settings')}>
      {sections.map((section) => (
        <UnstyledButton
          key={section}
          ref={section === current ? here : undefined}
          className={styles.name}
          aria-current={section === current ? 'page' : undefined}
          onClick={() => goTo({ screen: 'settings', id: section })}
        >
          {t(`section.${section}`)}
        </UnstyledButton>
      ))}
    </nav>
  );
}
