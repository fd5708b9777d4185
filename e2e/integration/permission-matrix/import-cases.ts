import { noPlan } from '@holdfast/shared/model/project.ts';
import { newId } from '../../../apps/server/src/test-support/test-server.ts';
import type { Cases } from './shapes.ts';
import { newPerson, newProject } from './world.ts';

const long = '2018-06-26T14:58:54.000Z';

/** One case of each mutation that brings in rows of another system. */
export const importCases: Readonly<Record<string, Cases>> = {
  'import.division': { plain: async () => ({ id: newId(), name: 'Streets' }) },
  'import.person': {
    plain: async () => ({
      ...{ ...newPerson(newId()), disabled: false },
      ...{ divisionId: null, membershipId: newId() },
    }),
  },
  'import.project': {
    plain: async ({ keeper }) => ({
      ...newProject(newId()),
      ...noPlan,
      ...{ status: 'active', ownerId: keeper.id, createdAt: long },
    }),
  },
  'import.phase': {
    plain: async ({ foreignProjectId }) => ({
      ...{ id: newId(), projectId: foreignProjectId, name: 'Packing', position: 'a0' },
      ...{ startsOn: null, endsOn: null, status: 'planned', progress: 0 },
    }),
  },
  'import.ticket': {
    plain: async ({ keeper }) => ({
      ...{ id: newId(), title: 'Noise', description: '', status: 'closed', priority: 'low' },
      ...{ creatorId: keeper.id, assigneeId: null, projectId: null, divisionId: null, due: null },
      ...{ createdAt: long, updatedAt: long, endedAt: long },
    }),
  },
  'import.comments': {
    plain: async (world, me) => ({
      ticketId: await world.ticket('own', me),
      comments: [{ id: newId(), body: 'Dealt with.', createdAt: long }],
    }),
  },
  'import.assignment': {
    plain: async ({ foreignProjectId, other }) => ({
      ...{ userId: other.id, projectId: foreignProjectId, phaseId: null },
      ...{ week: '2020-01-06', hours: 8 },
    }),
  },
};
