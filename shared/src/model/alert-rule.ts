import { z } from 'zod';
import { type AlertKind, alertKinds } from '../alerts/alert-kinds.ts';
import { derivedId, rowIdSchema } from '../derived-id.ts';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { EVERYONE } from '../scope-names.ts';
import { timeSchema } from '../times.ts';

export const alertRuleSchema = z.object({
  /** That of its kind: see `alertRuleId`. */
  id: rowIdSchema,
  kind: z.enum(alertKinds),
  isOn: z.boolean(),
  /** Percent for shares and loads, days for what is late; nothing where projects say it themselves. */
  limit: z.number().min(0).max(1_000).nullable(),
  /** How many weeks ahead loads are watched. */
  weeksAhead: z.number().int().min(1).max(52),
  updatedAt: timeSchema,
  updatedBy: idSchema,
});
export type AlertRule = z.infer<typeof alertRuleSchema>;

/** The one rule of a kind in the organisation. */
export function alertRuleId(kind: AlertKind): string {
  return derivedId(`alert rule ${kind}`);
}

/** What holds where nobody has chosen otherwise. */
export const usualRules: Readonly<Record<AlertKind, Pick<AlertRule, 'isOn' | 'limit' | 'weeksAhead'>>> = {
  'cash-low': { isOn: true, limit: null, weeksAhead: 8 },
  overspent: { isOn: true, limit: 90, weeksAhead: 8 },
  'forecast-over': { isOn: true, limit: 100, weeksAhead: 8 },
  'person-over': { isOn: true, limit: 100, weeksAhead: 8 },
  'division-over': { isOn: true, limit: 100, weeksAhead: 8 },
  'phase-late': { isOn: true, limit: 0, weeksAhead: 8 },
  'ticket-overdue': { isOn: true, limit: 0, weeksAhead: 8 },
};

/** Of what the organisation wants to be alerted. */
export const alertRuleModel = defineModel({
  table: 'alert_rule',
  label: 'rule for alerts',
  schema: alertRuleSchema,
  columns: ['kind'],
  indexes: [],
  audited: ['isOn', 'limit', 'weeksAhead'],
  audience: () => [EVERYONE],
});
