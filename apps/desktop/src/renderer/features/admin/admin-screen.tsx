import { may } from '@holdfast/shared/permissions.ts';
import { UnstyledButton } from '@mantine/core';
import { type ComponentType, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenProps } from '../../app/feature.ts';
import { useMe } from '../../hooks/use-people.ts';
import { goTo } from '../../state/route.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from './admin-screen.module.css';
import { AuditSection } from './audit-section.tsx';
import { DivisionsSection } from './divisions-section.tsx';
import { InvitesSection } from './invites-section.tsx';
import { PeopleSection } from './people-section.tsx';
import { RolesSection } from './roles-section.tsx';
import { type SectionName, sectionOf, sections } from './sections.ts';
import { ServerSection } from './server-section.tsx';
import { TokensSection } from './tokens-section.tsx';

const parts: Record<SectionName, ComponentType> = {
  people: PeopleSection,
  roles: RolesSection,
  divisions: DivisionsSection,
  invites: InvitesSection,
  tokens: TokensSection,
  audit: AuditSection,
  server: ServerSection,
};

const withList: ReadonlySet<SectionName> = new Set(['people', 'divisions']);

/** The administration: one part of it, and the way to the others. */
export function AdminScreen({ id }: ScreenProps) {
  const { t } = useTranslation('admin');
  const me = useMe();
  if (me === undefined) return null;
  if (!may(me.role, 'user.change', false))
    return <EmptyState title={t('only.title')} body={t('only.body')} />;
  const current = sectionOf(id);
  const Part = parts[current];
  return (
    <div className={styles.screen}>
      <Sections current={current} />
      <section className={styles.part} aria-label={t(`section.${current}`)}>
        <Part />
      </section>
    </div>
  );
}

function Sections({ current }: { readonly current: SectionName }) {
  const { t } = useTranslation('admin');
  const here = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // Each part is a screen of its own: who walks through them with the keyboard stays among their names,
    // unless there is a list, which takes the keys.
    const hasFocus = document.activeElement !== document.body;
    if (!hasFocus && !withList.has(current)) here.current?.focus({ preventScroll: true });
  }, [current]);
  return (
    <nav className={styles.sections} aria-label={t('sections')}>
      {sections.map((section) => (
        <UnstyledButton
          key={section}
          ref={section === current ? here : undefined}
          className={styles.name}
          aria-current={section === current ? 'page' : undefined}
          onClick={() => goTo({ screen: 'admin', id: section })}
        >
          {t(`section.${section}`)}
        </UnstyledButton>
      ))}
    </nav>
  );
}
