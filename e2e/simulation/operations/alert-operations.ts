import { alertKinds } from '@holdfast/shared/alerts/alert-kinds.ts';
import { changeSomeFields, type NewValues } from './change-some-fields.ts';
import type { Operation } from './operation.ts';

const values: NewValues = {
  acknowledgedBy: ({ random, userId }) => (random.chance(0.8) ? userId : null),
  snoozedUntil: ({ random }) => (random.chance(0.7) ? '2026-01-06T08:00:00.000Z' : null),
  assigneeId: ({ random, sight }) => (random.chance(0.7) ? (sight.some('user')?.id ?? null) : null),
};

const handleAlert: Operation = {
  weight: 8,
  make: (doing) => {
    const alert = doing.sight.some('alert');
    return (
      alert && {
        name: 'alert.update',
        args: { id: alert.id, changes: changeSomeFields(doing, alert, values) },
      }
    );
  },
};

const setRule: Operation = {
  weight: 2,
  make: ({ random }) => {
    const kind = random.pick(alertKinds) ?? 'cash-low';
    const chosen = random.pick([
      { isOn: random.chance(0.6) },
      { limit: kind === 'cash-low' ? null : random.between(0, 12) * 10 },
      { weeksAhead: random.between(1, 4) },
    ]);
    return { name: 'alert-rule.set', args: { kind, ...chosen } };
  },
};

/** What people do about alerts. An engine of protocol 1 knows none of it. */
export const alertOperations: readonly Operation[] = [handleAlert, setRule];
