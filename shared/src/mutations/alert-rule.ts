import { z } from 'zod';
import type { AlertKind } from '../alerts/alert-kinds.ts';
import { get, insert, update } from '../effect/rows.ts';
import { defineMutation, type FindRow } from '../entity/define-mutation.ts';
import { requireMay } from '../entity/rules.ts';
import { said } from '../entity/said.ts';
import {
  type AlertRule,
  alertRuleId,
  alertRuleModel,
  alertRuleSchema,
  usualRules,
} from '../model/alert-rule.ts';

const fields = alertRuleSchema.shape;

/** Chooses of what the organisation is alerted. What is not named stays as it is. */
const setRule = defineMutation({
  name: 'alert-rule.set',
  args: z.object({
    kind: fields.kind,
    isOn: fields.isOn.optional(),
    limit: fields.limit.optional(),
    weeksAhead: fields.weeksAhead.optional(),
  }),
  *effect({ kind, ...chosen }, context) {
    requireMay(context, 'alert.rules', 'choose what people are alerted of');
    const id = alertRuleId(kind);
    const stamp = { updatedAt: context.at, updatedBy: context.actor.id };
    const stored = yield* get(alertRuleModel, id);
    const before = stored ?? { id, kind, ...usualRules[kind], ...stamp };
    const after: AlertRule = {
      ...before,
      ...stamp,
      isOn: chosen.isOn ?? before.isOn,
      limit: chosen.limit === undefined ? before.limit : chosen.limit,
      weeksAhead: chosen.weeksAhead ?? before.weeksAhead,
    };
    if (stored === undefined) yield* insert(alertRuleModel, after);
    else yield* update(alertRuleModel, stored, after);
  },
  describe: ({ kind }) => said('alert-rule.set', { rule: said(`alert.${kind}`) }),
  undo: ({ kind, ...chosen }, { find }) => {
    const { isOn, limit, weeksAhead } = ruleOf(kind, find);
    const before = {
      ...(chosen.isOn !== undefined && { isOn }),
      ...(chosen.limit !== undefined && { limit }),
      ...(chosen.weeksAhead !== undefined && { weeksAhead }),
    };
    return { name: 'alert-rule.set', args: { kind, ...before } };
  },
});

function ruleOf(kind: AlertKind, find: FindRow): Pick<AlertRule, 'isOn' | 'limit' | 'weeksAhead'> {
  const stored = alertRuleSchema.safeParse(find('alert_rule', alertRuleId(kind)));
  return stored.success ? stored.data : usualRules[kind];
}

export const alertRuleMutations = [setRule] as const;
