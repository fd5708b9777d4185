import { bridge } from '../state/bridge.ts';
import { chartCsv } from './chart-csv.ts';
import { chartFileName } from './chart-file-name.ts';
import type { ChartSpec } from './chart-spec.ts';

export type ChartFile = 'png' | 'csv';

/**
 * Asks where to save a chart, and saves it there. `page`: where it stands, for its colours. Gives why it was not
 * saved, and nothing where it was or the person thought better of it.
 */
export async function saveChart(
  file: ChartFile,
  spec: ChartSpec,
  page: HTMLElement,
): Promise<string | undefined> {
  const name = `${chartFileName(spec.title)}.${file}`;
  if (file === 'csv') {
    const { problem } = await bridge.shell.call('saveText', { name, text: chartCsv(spec) });
    return problem;
  }
  const { chartPicture } = await import('./draw-chart.ts');
  const { problem } = await bridge.shell.call('savePicture', { name, base64: chartPicture(page, spec) });
  return problem;
}
