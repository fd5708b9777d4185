import { type Project, projectModel } from '@holdfast/shared/model/project.ts';
import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { usePeople } from '../../hooks/use-people.ts';
import { goTo } from '../../state/route.ts';
import { Empty, EmptyState } from '../../ui/empty-state.tsx';
import { namedRow } from '../../ui/named-row.ts';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import { NewProjectButton } from './new-project-dialog.tsx';
import { ProjectPage } from './project-page.tsx';
import styles from './projects.module.css';

/** The projects, or one of them. */
export function ProjectsScreen({ id }: { readonly id: string | undefined }) {
  return id === undefined ? <ProjectList /> : <ProjectPage id={id} />;
}

function ProjectList() {
  const { t } = useTranslation('projects');
  const projects = useLiveQuery(projectModel, {
    order: [
      { column: 'status', direction: 'ascending' },
      { column: 'name', direction: 'ascending' },
    ],
    offset: 0,
    limit: 2_000,
  });
  if (projects === undefined) return null;
  return (
    <section className={styles.screen}>
      <header className={styles.bar}>
        <span className={styles.dim}>{t('count', { count: projects.total })}</span>
        <NewProjectButton />
      </header>
      {projects.total === 0 && (
        <Empty>
          <EmptyState title={t('empty.title')} body={t('empty.body')} />
        </Empty>
      )}
      <ul className={styles.list} aria-label={t('list')}>
        {projects.rows.map(({ row, waiting }) => (
          <li key={row.id}>
            <ProjectRow project={row} waiting={waiting} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ProjectRow({ project, waiting }: { readonly project: Project; readonly waiting: boolean }) {
  const { t } = useTranslation('projects');
  const owner = usePeople().get(project.ownerId);
  return (
    <UnstyledButton
      className={styles.row}
      {...namedRow({ table: 'project', id: project.id })}
      onClick={() => goTo({ screen: 'projects', id: project.id })}
    >
      <span className={styles.name} dir="auto">
        {project.name}
      </span>
      {waiting && <WaitingDot />}
      {project.status === 'archived' && <span className={styles.dim}>{t('status.archived')}</span>}
      <span className={styles.owner}>
        <PersonAvatar person={owner} />
        <span className={styles.dim}>{owner?.name}</span>
      </span>
      <span className={styles.age}>
        <RelativeTime at={project.updatedAt} />
      </span>
    </UnstyledButton>
  );
}
