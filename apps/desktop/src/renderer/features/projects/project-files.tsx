import { useTranslation } from 'react-i18next';
import { DropArea } from '../../files/drop-area.tsx';
import { FilesPart } from '../../files/files-part.tsx';
import { handOver } from '../../state/handovers.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from './project-page.module.css';

/** The files of a project. */
export function ProjectFiles({ projectId }: { readonly projectId: string }) {
  const { t } = useTranslation('files');
  const goal = { kind: 'row', subjectTable: 'project', subjectId: projectId } as const;
  return (
    <DropArea
      className={styles.takesFiles}
      label={t('drop.project')}
      onFiles={(files) => void handOver(files, goal)}
    >
      <div className={styles.files}>
        <FilesPart
          subjectTable="project"
          subjectId={projectId}
          empty={<EmptyState title={t('project.empty')} body={t('project.empty.body')} />}
        />
      </div>
    </DropArea>
  );
}
