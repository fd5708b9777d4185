/** The value below which this share (0 to 1) of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((left, right) => left - right);
  const index = Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1);
  const value = sorted[Math.max(0, index)];
  if (value === undefined) throw new Error('There are no samples.');
  return Math.round(value * 100) / 100;
}

/** The median. */
export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}
