import { daysBetween } from '../dates.ts';
import { type Project, type ProjectPlan, planOf } from '../model/project.ts';
import { type Figure, moneyFigure, nothingOf, percentFigure } from './alert-figure.ts';
import { type AlertRules, limitOf } from './alert-rules.ts';

/** What is watched of a project. */
export const projectKinds = ['cash-low', 'overspent', 'forecast-over'] as const;

/** Before so much of its time has passed, what a project has spent says little of its pace. */
const FORECAST_FROM = 0.1;

/** Whether a project, and what belongs to its plan, is watched: one that is over or put away is not. */
export function isWatched(project: Project): boolean {
  return project.status === 'active' && project.stage !== 'finished';
}

/** The figures of a project on a day: one of each of its kinds. */
export function projectFigures(project: Project, rules: AlertRules, today: string): readonly Figure[] {
  const plan = planOf(project);
  const figures = [
    cashLow(plan),
    overspent(plan, limitOf('overspent', rules)),
    forecastOver(plan, limitOf('forecast-over', rules), today),
  ];
  const isOff = !isWatched(project);
  return figures.map((figure) => (isOff || !rules[figure.kind].isOn ? nothingOf(figure.kind) : figure));
}

function cashLow({ cash, cashThreshold }: ProjectPlan): Figure {
  if (cash === null || cashThreshold === null) return nothingOf('cash-low');
  return moneyFigure('cash-low', cash, cashThreshold);
}

function overspent({ budget, spent, spentThreshold }: ProjectPlan, limit: number): Figure {
  if (budget === null) return nothingOf('overspent');
  return percentFigure('overspent', shareOf(spent, budget), spentThreshold ?? limit);
}

/** At the pace so far: what is spent, divided by the share of its time that has passed. */
function forecastOver(plan: ProjectPlan, limit: number, today: string): Figure {
  const elapsed = elapsedShare(plan, today);
  if (plan.budget === null || elapsed === undefined || elapsed < FORECAST_FROM)
    return nothingOf('forecast-over');
  return percentFigure('forecast-over', shareOf(plan.spent, plan.budget) / elapsed, limit);
}

/** How much of a project's time has passed by the end of a day, of 1; nothing where it has no time. */
export function elapsedShare(
  { startsOn, endsOn }: Pick<ProjectPlan, 'startsOn' | 'endsOn'>,
  today: string,
): number | undefined {
  if (startsOn === null || endsOn === null || endsOn < startsOn) return undefined;
  const share = (daysBetween(startsOn, today) + 1) / (daysBetween(startsOn, endsOn) + 1);
  return Math.min(1, Math.max(0, share));
}

/** In percent; of nothing, whatever is spent is without end. */
function shareOf(spent: number, budget: number): number {
  if (spent <= 0) return 0;
  return budget <= 0 ? Number.POSITIVE_INFINITY : (spent / budget) * 100;
}
