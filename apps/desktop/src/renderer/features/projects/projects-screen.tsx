import { useTranslation } from 'react-i18next';
import { rememberList, useMemory } from '../../state/memory.ts';
import { goTo } from '../../state/route.ts';
import { Empty, EmptyState } from '../../ui/empty-state.tsx';
import { NewProjectButton } from './new-project-dialog.tsx';
import { ProjectBoard } from './project-board.tsx';
import { ProjectFilterBar } from './project-filter-bar.tsx';
import { isFiltered, type ProjectFilters, readProjectFilters } from './project-filters.ts';
import { ProjectList } from './project-list.tsx';
import { ProjectPage } from './project-page.tsx';
import { ProjectTimeline } from './project-timeline.tsx';
import styles from './projects.module.css';
import { type FoundProjects, useProjects } from './use-projects.ts';
import { ViewChoice, ZoomChoice } from './view-choice.tsx';

/** Under which the window remembers what was chosen here. */
const MEMORY = 'projects';

/** The projects, or one of them. */
export function ProjectsScreen({ id }: { readonly id: string | undefined }) {
  return id === undefined ? <AllProjects /> : <ProjectPage id={id} />;
}

/** The projects that fit, as a list, on a board by how far they are, or along the calendar with their phases. */
function AllProjects() {
  const { t } = useTranslation('projects');
  const filters = readProjectFilters(useMemory((state) => state.lists[MEMORY]?.filters));
  const choose = (next: ProjectFilters) => rememberList(MEMORY, { filters: next });
  const projects = useProjects(filters);
  if (projects === undefined) return null;
  return (
    <section className={styles.screen}>
      <header className={styles.bar}>
        <ViewChoice view={filters.view} onChoose={(view) => choose({ ...filters, view })} />
        {filters.view === 'timeline' && (
          <ZoomChoice zoom={filters.zoom} onChoose={(zoom) => choose({ ...filters, zoom })} />
        )}
        <ProjectFilterBar filters={filters} onChange={choose} />
        <span className={styles.end}>
          <span className={styles.dim}>{t('count', { count: projects.rows.length })}</span>
          <NewProjectButton />
        </span>
      </header>
      {projects.rows.length === 0 ? (
        <Nothing filters={filters} />
      ) : (
        <Shown filters={filters} projects={projects} />
      )}
    </section>
  );
}

function Nothing({ filters }: { readonly filters: ProjectFilters }) {
  const { t } = useTranslation('projects');
  if (isFiltered(filters) || filters.archived)
    return <EmptyState title={t('empty.filtered.title')} body={t('empty.filtered.body')} />;
  return (
    <Empty>
      <EmptyState title={t('empty.title')} body={t('empty.body')} />
    </Empty>
  );
}

interface ShownProps {
  readonly filters: ProjectFilters;
  readonly projects: FoundProjects;
}

function Shown({ filters, projects: { rows } }: ShownProps) {
  const open = (id: string) => goTo({ screen: 'projects', id });
  if (filters.view === 'board') return <ProjectBoard projects={rows} onOpen={open} />;
  if (filters.view === 'timeline')
    return <ProjectTimeline projects={rows} zoom={filters.zoom} onOpen={open} />;
  return <ProjectList projects={rows} onOpen={open} />;
}
