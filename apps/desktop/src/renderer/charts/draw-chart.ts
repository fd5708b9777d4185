import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { readColours } from './chart-colours.ts';
import { chartOption } from './chart-option.ts';
import type { ChartSpec } from './chart-spec.ts';

use([BarChart, CanvasRenderer, GridComponent, LegendComponent, LineChart, TitleComponent, TooltipComponent]);

const FILE = { width: 1_200, height: 630, devicePixelRatio: 2 };

/** A drawing in `box`, to be filled by `fillChart` and ended by its `dispose`. */
export function openChart(box: HTMLElement): EChartsType {
  return init(box);
}

/** Draws a chart in the colours that the page has there right now, in the place of what was drawn before. */
export function fillChart(chart: EChartsType, spec: ChartSpec): void {
  chart.setOption(chartOption(spec, mannerAt(chart.getDom(), false)), { notMerge: true });
}

/** The chart as a picture for a file, in base64: with its title and names, in the colours of `page`. */
export function chartPicture(page: HTMLElement, spec: ChartSpec): string {
  const box = document.createElement('div');
  const chart = init(box, null, FILE);
  chart.setOption(chartOption(spec, mannerAt(page, true)));
  const address = chart.getDataURL({ type: 'png', pixelRatio: FILE.devicePixelRatio });
  chart.dispose();
  return address.slice(address.indexOf(',') + 1);
}

function mannerAt(page: HTMLElement, isForFile: boolean) {
  const { direction, fontFamily } = getComputedStyle(page);
  return { colours: readColours(page), font: fontFamily, isRtl: direction === 'rtl', isForFile };
}
