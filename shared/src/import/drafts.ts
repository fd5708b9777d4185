import type { PhaseStatus } from '../model/phase.ts';
import type { ProjectPlan } from '../model/project.ts';
import type { TicketPriority, TicketStatus } from '../model/ticket.ts';
import type { Role } from '../model/user.ts';

/** What a row of a file says. People, projects, phases and divisions are still as they are written there; empty for none. */
export type Draft = TicketDraft | ProjectDraft | PhaseDraft | PersonDraft | AssignmentDraft;

export interface CommentDraft {
  /** Empty where the file does not say. */
  readonly author: string;
  readonly at: string | undefined;
  readonly body: string;
}

export interface TicketDraft {
  readonly kind: 'ticket';
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly status: TicketStatus;
  readonly priority: TicketPriority;
  readonly creator: string;
  readonly assignee: string;
  readonly project: string;
  readonly division: string;
  readonly due: string | null;
  readonly createdAt: string | undefined;
  readonly updatedAt: string | undefined;
  readonly endedAt: string | undefined;
  readonly labels: readonly string[];
  readonly comments: readonly CommentDraft[];
}

export interface ProjectDraft {
  readonly kind: 'project';
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly isArchived: boolean;
  readonly owner: string;
  readonly division: string;
  readonly createdAt: string | undefined;
  readonly plan: ProjectPlan;
}

export interface PhaseDraft {
  readonly kind: 'phase';
  readonly key: string;
  readonly project: string;
  readonly name: string;
  readonly status: PhaseStatus;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly progress: number;
}

export interface PersonDraft {
  readonly kind: 'person';
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly isDisabled: boolean;
  readonly division: string;
}

export interface AssignmentDraft {
  readonly kind: 'assignment';
  readonly person: string;
  readonly project: string;
  readonly phase: string;
  /** The Monday. */
  readonly week: string;
  readonly hours: number;
}
