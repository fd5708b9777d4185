import type { SeriesTone } from './chart-spec.ts';

/** The colours of the page as they are right now, in a form that a canvas understands. */
export interface ChartColours {
  readonly ground: string;
  readonly text: string;
  readonly dim: string;
  readonly line: string;
  readonly tones: Readonly<Record<SeriesTone, string>>;
}

/** Reads them where `within` stands: light, dark or as the system forces them. */
export function readColours(within: HTMLElement): ChartColours {
  const probe = document.createElement('span');
  probe.style.setProperty('forced-color-adjust', 'none');
  within.append(probe);
  const colour = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const text = colour('text');
  const dim = colour('text-dim');
  const accent = colour('accent');
  const colours = {
    ground: colour('ground'),
    text,
    dim,
    line: colour('line'),
    tones: { accent, dim },
  };
  probe.remove();
  return colours;
}
