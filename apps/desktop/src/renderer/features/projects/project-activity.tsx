import { type Activity, activityModel } from '@holdfast/shared/model/activity.ts';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { usePeople } from '../../hooks/use-people.ts';
import { Empty, EmptyState } from '../../ui/empty-state.tsx';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { type ActivityEntry, activityEntries } from '../tickets/activity-entries.ts';
import { usePhases } from './plan/use-phases.ts';
import styles from './project-activity.module.css';
import { useProjectWords } from './use-project-words.ts';

/** Of long stories the latest part; and as many phases as one question may name, beside their project. */
const MOST = 500;

/** Who changed what about a project and its phases, from what and to what: the latest first. */
export function ProjectActivity({ projectId }: { readonly projectId: string }) {
  const { t } = useTranslation('projects');
  const phases = usePhases(projectId);
  const names = new Map(phases?.map(({ row }) => [row.id, row.name]));
  const subjectId = [projectId, ...[...names.keys()].slice(0, MOST)];
  const activities = useLiveQuery(
    activityModel,
    phases === undefined
      ? undefined
      : { where: { subjectId }, order: [{ column: 'at', direction: 'descending' }], offset: 0, limit: MOST },
  );
  if (activities === undefined) return null;
  const entries = activityEntries(activities.rows.map(({ row }) => row)).toReversed();
  return (
    <section className={styles.activity} aria-label={t('activity')}>
      {entries.length === 0 && (
        <Empty>
          <EmptyState title={t('activity.empty')} />
        </Empty>
      )}
      <ul className={styles.list}>
        {entries.map((entry) => (
          <li key={entry.key}>
            <Entry entry={entry} names={names} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface EntryProps {
  readonly entry: ActivityEntry;
  /** Of the phases, by their ids. */
  readonly names: ReadonlyMap<string, string>;
}

/** What somebody did in one go: one change in words, more of them as a number that opens. */
function Entry({ entry: { activities, at }, names }: EntryProps) {
  const { t } = useTranslation('projects');
  const actor = usePeople().get(activities[0]?.actorId ?? '');
  const changeWords = useChangeWords(names);
  const name = actor?.name ?? t('somebody', { ns: 'app' });
  const [only, ...more] = changeWords(activities);
  return (
    <div className={styles.entry}>
      <PersonAvatar person={actor} />
      <span className={styles.what}>
        {activities[0]?.kind === 'created' && <Made activity={activities[0]} name={name} names={names} />}
        {only !== undefined && more.length === 0 && t('activity.changed', { name, field: only })}
        {only !== undefined && more.length > 0 && (
          <details>
            <summary>{t('activity.changed.many', { name, count: more.length + 1 })}</summary>
            <ul className={styles.changes}>
              {[only, ...more].map((words, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: what was done is not done otherwise later
                <li key={index}>{words}</li>
              ))}
            </ul>
          </details>
        )}
      </span>
      <span className={styles.at}>
        <RelativeTime at={at} />
      </span>
    </div>
  );
}

interface MadeProps extends Pick<EntryProps, 'names'> {
  readonly activity: Activity;
  readonly name: string;
}

function Made({ activity, name, names }: MadeProps) {
  const { t } = useTranslation('projects');
  if (activity.subjectTable !== 'phase') return t('activity.created', { name });
  return t('activity.phase', { name, phase: names.get(activity.subjectId) ?? '' });
}

/** Each change in words, with the name of the phase that it is of. */
function useChangeWords(names: ReadonlyMap<string, string>): (of: readonly Activity[]) => readonly string[] {
  const { t } = useTranslation('projects');
  const words = useProjectWords();
  return (activities) =>
    activities.flatMap(({ subjectTable, subjectId, changes }) =>
      changes.map(({ field, from, to }) => {
        const table = subjectTable === 'phase' ? 'phase' : 'project';
        const name = table === 'phase' ? phaseField(names.get(subjectId) ?? '', t(field)) : t(field);
        // Long text is named without its values.
        if (field === 'description') return t('activity.text', { field: name });
        return t('activity.change', {
          field: name,
          from: words(table, field, from),
          to: words(table, field, to),
        });
      }),
    );
}

function phaseField(phase: string, field: string): string {
  return `${phase} · ${field}`;
}
