import { type Project, planOf, projectModel } from '@holdfast/shared/model/project.ts';
import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { goTo } from '../../state/route.ts';
import { writePercent, writeShortDay } from '../../ui/write-figures.ts';
import { writeAmount } from '../projects/amount.ts';
import styles from './dashboards.module.css';

/** More would be no overview; the list of projects has them all. */
const MOST = 100;

/** The projects of a division that are at work, with their money. */
export function DivisionProjects({ divisionId }: { readonly divisionId: string }) {
  const { t } = useTranslation('dashboards');
  const found = useLiveQuery(projectModel, {
    where: { divisionId, status: 'active' },
    order: [{ column: 'name', direction: 'ascending' }],
    offset: 0,
    limit: MOST,
  });
  if (found === undefined) return null;
  return (
    <section className={styles.part} aria-label={t('projects')}>
      <h2>{t('projects')}</h2>
      {found.total === 0 ? (
        <p className={styles.dim}>{t('projects.none')}</p>
      ) : (
        <ProjectTable projects={found.rows.map(({ row }) => row)} />
      )}
      {found.total > MOST && (
        <p className={styles.dim}>{t('projects.more', { count: found.total - MOST })}</p>
      )}
    </section>
  );
}

function ProjectTable({ projects }: { readonly projects: readonly Project[] }) {
  const { t } = useTranslation('dashboards');
  return (
    <table className={styles.table} aria-label={t('projects')}>
      <thead>
        <tr>
          <th scope="col">{t('project')}</th>
          <th scope="col">{t('stage', { ns: 'projects' })}</th>
          <th scope="col">{t('ends')}</th>
          <th scope="col" data-number>
            {t('series.spent')}
          </th>
          <th scope="col" data-number>
            {t('series.budget')}
          </th>
          <th scope="col" data-number>
            {t('share')}
          </th>
        </tr>
      </thead>
      <tbody>
        {projects.map((project) => (
          <ProjectLine key={project.id} project={project} />
        ))}
      </tbody>
    </table>
  );
}

function ProjectLine({ project }: { readonly project: Project }) {
  const { t } = useTranslation('dashboards');
  const { stage, endsOn, spent, budget } = planOf(project);
  const share = budget === null || budget <= 0 ? undefined : (spent / budget) * 100;
  const isOver = share !== undefined && share > 100;
  return (
    <tr>
      <th scope="row">
        <UnstyledButton
          className={styles.link}
          title={project.name}
          onClick={() => goTo({ screen: 'projects', id: project.id })}
        >
          <span dir="auto">{project.name}</span>
        </UnstyledButton>
      </th>
      <td>{t(`stage.${stage}`, { ns: 'projects' })}</td>
      <td>{endsOn === null ? '–' : writeShortDay(endsOn)}</td>
      <td data-number>{writeAmount(spent)}</td>
      <td data-number>{budget === null ? '–' : writeAmount(budget)}</td>
      <td data-number data-over={isOver || undefined}>
        {isOver && <span aria-hidden>▲ </span>}
        {share === undefined ? '–' : writePercent(share)}
        {isOver && <span className="said">{t('share.over')}</span>}
      </td>
    </tr>
  );
}
