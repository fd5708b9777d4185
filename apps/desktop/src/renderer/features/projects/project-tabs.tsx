import type { Project } from '@holdfast/shared/model/project.ts';
import { Tabs } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnreadOf } from '../../hooks/use-unread.ts';
import { useWantedMessage } from '../../threads/thread-jumps.ts';
import { ThreadTools } from '../../threads/thread-tools.tsx';
import { UnreadCount } from '../../ui/unread-count.tsx';
import { PlanPart } from './plan/plan-part.tsx';
import { ProjectActivity } from './project-activity.tsx';
import { ProjectConversation } from './project-conversation.tsx';
import { ProjectFiles } from './project-files.tsx';
import { choosePart, chosenPart, type ProjectPart, partOf, projectParts } from './project-parts.ts';
import styles from './project-tabs.module.css';
import { ProjectTickets } from './project-tickets.tsx';

const ProjectDashboard = lazy(async () => ({
  default: (await import('../dashboards/project-dashboard.tsx')).ProjectDashboard,
}));

export interface ProjectTabsProps {
  readonly project: Project;
  /** Why this person may not change the plan. */
  readonly refusal: string | undefined;
  /** What is said about the project, where that has no place beside its parts. */
  readonly about: ReactNode;
}

/** What is done in a project: its plan, its tickets, what is written about it, and what has happened. */
export function ProjectTabs({ project, refusal, about }: ProjectTabsProps) {
  const { t } = useTranslation('projects');
  const { id } = project;
  const unread = useUnreadOf(id);
  const parts = projectParts.filter((part) => part !== 'about' || about !== undefined);
  const { chosen, choose } = useChosenPart(id, parts);
  return (
    <Tabs className={styles.tabs} value={chosen} onChange={choose} keepMounted={false}>
      <div className={styles.head}>
        <Tabs.List aria-label={t('parts')} className={styles.list}>
          {parts.map((part) => (
            <Tabs.Tab
              key={part}
              value={part}
              rightSection={part === 'conversation' && <UnreadCount count={unread} />}
            >
              {t(part)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {chosen === 'conversation' && (
          <span className={styles.tools}>
            <ThreadTools threadId={id} />
          </span>
        )}
      </div>
      <Panel part="about">{about}</Panel>
      <Panel part="plan">
        <PlanPart project={project} refusal={refusal} />
      </Panel>
      <Panel part="tickets">
        <ProjectTickets projectId={id} />
      </Panel>
      <Panel part="conversation">
        <ProjectConversation projectId={id} />
      </Panel>
      <Panel part="files">
        <ProjectFiles projectId={id} />
      </Panel>
      <Panel part="activity">
        <ProjectActivity projectId={id} />
      </Panel>
      <Panel part="dashboard">
        <ProjectDashboard projectId={id} />
      </Panel>
    </Tabs>
  );
}

function Panel({ part, children }: { readonly part: ProjectPart; readonly children: ReactNode }) {
  return (
    <Tabs.Panel value={part} className={styles.panel}>
      <Suspense>{children}</Suspense>
    </Tabs.Panel>
  );
}

/** The part of a project that was looked at last, of those there are; but who is led to one of its messages sees them. */
function useChosenPart(projectId: string, parts: readonly ProjectPart[]) {
  const [chosen, setChosen] = useState(() => chosenPart(projectId));
  const isWanted = useWantedMessage(projectId) !== undefined;
  if (isWanted && chosen !== 'conversation') setChosen('conversation');
  const choose = (key: string | null) => {
    const part = partOf(key);
    setChosen(part);
    choosePart(projectId, part);
  };
  return { chosen: parts.includes(chosen) ? chosen : 'plan', choose };
}
