import { expect, test } from 'vitest';
import { projectModel, projectSchema } from '../model/project.ts';
import { ticketModel, ticketSchema } from '../model/ticket.ts';
import { HoldfastError } from '../protocol/errors.ts';
import { Desk, id } from '../test-support/desk.ts';
import { changeFields, type FieldChanges } from './change-fields.ts';

function deskWithTicket() {
  const desk = new Desk();
  desk.ticket(desk.staff, id(40), { title: 'Printer', description: 'one two three' });
  const change = (changes: FieldChanges) => {
    const ticket = ticketSchema.parse(desk.rows.get('ticket', id(40)));
    return desk.rows.run(changeFields(ticketModel, ticket, changes, { updatedBy: id(3) }));
  };
  return { desk, change };
}

test('S27: fields that are not named stand', () => {
  const { desk, change } = deskWithTicket();
  change({ priority: { was: 'normal', now: 'high' } });
  change({ title: { was: 'Printer', now: 'Printer on floor 2' } });
  expect(desk.rows.get('ticket', id(40))).toMatchObject({ priority: 'high', title: 'Printer on floor 2' });
  expect(desk.rows.overwritten).toEqual([]);
});

test('S28: in a short field the later arrival stands, and it is said what it overwrote', () => {
  const { desk, change } = deskWithTicket();
  change({ priority: { was: 'normal', now: 'high' } });
  change({ priority: { was: 'normal', now: 'low' } });
  expect(desk.rows.get('ticket', id(40))?.priority).toBe('low');
  expect(desk.rows.overwritten).toEqual([{ table: 'ticket', id: id(40), field: 'priority' }]);
});

test('S27: a new value equal to the current one is no conflict and no change', () => {
  const { desk, change } = deskWithTicket();
  change({ priority: { was: 'normal', now: 'high' } });
  const before = desk.rows.get('ticket', id(40));
  change({ priority: { was: 'low', now: 'high' } });
  expect(desk.rows.get('ticket', id(40))).toBe(before);
  expect(desk.rows.overwritten).toEqual([]);
});

test('S29: long text is merged where the changes do not touch', () => {
  const { desk, change } = deskWithTicket();
  change({ description: { was: 'one two three', now: 'ONE two three' } });
  change({ description: { was: 'one two three', now: 'one two THREE' } });
  expect(desk.rows.get('ticket', id(40))?.description).toBe('ONE two THREE');
});

test('S29: what cannot be merged is refused, and the text that stands stays', () => {
  const { desk, change } = deskWithTicket();
  change({ description: { was: 'one two three', now: 'one 2 three' } });
  const late = () => change({ description: { was: 'one two three', now: 'one II three' } });
  expect(late).toThrow(HoldfastError);
  expect(late).toThrow(expect.objectContaining({ code: 'CONFLICT', details: { reason: 'text-conflict' } }));
  expect(desk.rows.get('ticket', id(40))?.description).toBe('one 2 three');
});

test('S23, S28: where it is not known what an author had seen, the later arrival stands and the one before is told', () => {
  const { desk, change } = deskWithTicket();
  change({ priority: { now: 'high' }, due: { now: '2026-04-01T00:00:00.000Z' } });
  expect(desk.rows.get('ticket', id(40))).toMatchObject({ priority: 'high' });
  expect(desk.rows.overwritten.map(({ field }) => field)).toEqual(['priority', 'due']);
  change({ priority: { now: 'high' } });
  expect(desk.rows.overwritten).toHaveLength(2);
});

test('S23, S29: text is never written over one that nobody is known to have seen, except over none', () => {
  const { desk, change } = deskWithTicket();
  expect(() => change({ description: { now: 'mine' } })).toThrow(
    expect.objectContaining({ code: 'CONFLICT', details: { reason: 'text-conflict' } }),
  );
  change({ description: { now: 'one two three' } });
  change({ description: { was: 'one two three', now: '' } });
  change({ description: { now: 'mine' } });
  expect(desk.rows.get('ticket', id(40))?.description).toBe('mine');
});

test('S28: who plans a project first overwrites nobody: what counts without a plan was seen', () => {
  const desk = new Desk();
  const made = { id: id(50), membershipId: id(51), name: 'Heating', description: '', divisionId: null };
  desk.run(desk.manager, 'project.create', made);
  const project = projectSchema.parse(desk.rows.get('project', id(50)));
  expect(project.stage).toBeUndefined();
  const changes = { stage: { was: 'running', now: 'paused' }, spent: { was: 0, now: 500 } };
  desk.rows.run(changeFields(projectModel, project, changes, {}));
  expect(desk.rows.get('project', id(50))).toMatchObject({ stage: 'paused', spent: 500 });
  expect(desk.rows.overwritten).toEqual([]);
});
