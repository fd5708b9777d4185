import type { BenchResult, Judged } from '../result.ts';

export interface Figure {
  /** Its name in the JSON. */
  readonly key: string;
  readonly label: string;
  readonly value: number;
  readonly unit: 'ms' | 'µs' | 's' | 'KiB' | 'MiB' | '%' | 'times' | 'a second' | '';
  /** The aim, where there is one. */
  readonly atMost?: number;
  readonly atLeast?: number;
}

const LABEL_WIDTH = 62;

/** Collects figures and says each as soon as it is there. */
export class Report {
  private readonly figures: Record<string, number> = {};
  private readonly limits: Record<string, number> = {};
  private readonly aims: Record<string, Judged> = {};
  private readonly say: (line: string) => void;

  constructor(say: (line: string) => void) {
    this.say = say;
  }

  heading(text: string): void {
    this.say(`\n${text}`);
  }

  add(figure: Figure): void {
    const value = round(figure.value);
    this.figures[figure.key] = value;
    const aim = judge(figure, value);
    if (aim !== undefined) this.aims[figure.key] = aim;
    this.say(`${lineOf(figure, value)}${aim === undefined ? '' : describeAim(aim)}`);
  }

  /** A figure of the bare parts, to compare with. */
  addLimit(figure: Figure): void {
    const value = round(figure.value);
    this.limits[figure.key] = value;
    this.say(lineOf(figure, value));
  }

  result(): BenchResult {
    const missed = Object.entries(this.aims).filter(([, aim]) => !aim.met);
    this.say(
      missed.length === 0
        ? '\nAll aims are met.'
        : `\nMissed: ${missed.map(([key, aim]) => `${key} is ${aim.value}${describeBound(aim)}`).join('; ')}.`,
    );
    return { figures: this.figures, limits: this.limits, aims: this.aims };
  }
}

function judge({ atMost, atLeast }: Figure, value: number): Judged | undefined {
  if (atMost !== undefined) return { value, atMost, met: value <= atMost };
  if (atLeast !== undefined) return { value, atLeast, met: value >= atLeast };
  return undefined;
}

function lineOf({ label, unit }: Figure, value: number): string {
  return `  ${label.padEnd(LABEL_WIDTH)} ${value.toLocaleString('en')} ${unit}`;
}

function describeAim(aim: Judged): string {
  return `  (${describeBound(aim).slice(2)}: ${aim.met ? 'met' : 'MISSED'})`;
}

function describeBound({ atMost, atLeast }: Judged): string {
  return atMost === undefined ? `, aim at least ${atLeast}` : `, aim at most ${atMost}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
