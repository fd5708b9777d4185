import { type AlertRule, usualRules } from '../model/alert-rule.ts';
import type { AlertKind } from './alert-kinds.ts';

/** What decides of one kind. */
export type RuleChoice = Pick<AlertRule, 'isOn' | 'limit' | 'weeksAhead'>;
export type AlertRules = Readonly<Record<AlertKind, RuleChoice>>;

/** The rules of the organisation: those that were chosen, and what is usual for the others. */
export function rulesFrom(chosen: Iterable<AlertRule>): AlertRules {
  const rules: Record<AlertKind, RuleChoice> = { ...usualRules };
  for (const rule of chosen) rules[rule.kind] = rule;
  return rules;
}

/** The line of a kind: percent or days. Of kinds whose subjects say it themselves nothing is asked. */
export function limitOf(kind: AlertKind, rules: AlertRules): number {
  return rules[kind].limit ?? usualRules[kind].limit ?? 0;
}
