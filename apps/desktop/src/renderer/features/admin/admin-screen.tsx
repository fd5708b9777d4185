import { may } from '@holdfast/shared/permissions.ts';
import { type ComponentType, lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenProps } from '../../app/feature.ts';
import { useMe } from '../../hooks/use-people.ts';
import { goTo } from '../../state/route.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PartNames } from '../../ui/part-names.tsx';
import styles from './admin-screen.module.css';
import { AuditSection } from './audit-section.tsx';
import { DivisionsSection } from './divisions-section.tsx';
import { InvitesSection } from './invites-section.tsx';
import { PeopleSection } from './people-section.tsx';
import { RolesSection } from './roles-section.tsx';
import { type SectionName, sectionOf, sections } from './sections.ts';
import { ServerSection } from './server-section.tsx';
import { TokensSection } from './tokens-section.tsx';

const DataSection = lazy(async () => ({ default: (await import('../data/data-section.tsx')).DataSection }));

const parts: Record<SectionName, ComponentType> = {
  people: PeopleSection,
  roles: RolesSection,
  divisions: DivisionsSection,
  invites: InvitesSection,
  tokens: TokensSection,
  data: DataSection,
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
      <PartNames
        label={t('sections')}
        parts={sections.map((name) => ({ name, label: t(`section.${name}`) }))}
        current={current}
        partTakesKeys={withList.has(current)}
        onChoose={(name) => goTo({ screen: 'admin', id: name })}
      />
      <section className={styles.part} aria-label={t(`section.${current}`)}>
        <Part />
      </section>
    </div>
  );
}
