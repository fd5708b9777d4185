import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts';
import type {
  GridComponentOption,
  LegendComponentOption,
  TitleComponentOption,
  TooltipComponentOption,
} from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import type { ChartColours } from './chart-colours.ts';
import { type ChartSeries, type ChartSpec, isBar, type SeriesLook } from './chart-spec.ts';

export type ChartOption = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | TitleComponentOption
  | TooltipComponentOption
>;

/** How the page around it is. */
export interface ChartManner {
  readonly colours: ChartColours;
  readonly font: string;
  readonly isRtl: boolean;
  /** A picture for a file carries its own title and names. */
  readonly isForFile: boolean;
}

const SMALL = 13;
/** So many categories are all named. */
const FEW = 6;
/** Above the drawing in a file: its title, and what the lines are. */
const FILE_HEAD = 72;

/** What the drawing library is told. It animates nothing: a figure that changes is simply another one. */
export function chartOption(spec: ChartSpec, manner: ChartManner): ChartOption {
  const { colours, font, isForFile } = manner;
  const base: ChartOption = {
    animation: false,
    textStyle: { fontFamily: font, fontSize: SMALL, color: colours.text },
    grid: {
      left: 8,
      right: 8,
      top: isForFile ? FILE_HEAD : 12,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    tooltip: tooltip(spec, manner),
    xAxis: categoryAxis(spec, manner),
    yAxis: valueAxis(spec, manner),
    series: spec.series.map((series) => drawn(series, colours)),
  };
  return isForFile ? { ...base, ...fileHead(spec, manner) } : base;
}

function categoryAxis(
  { categories }: ChartSpec,
  { colours, isRtl }: ChartManner,
): NonNullable<ChartOption['xAxis']> {
  // A few names all have their place, in several lines if need be; of many days only some do.
  const isFew = categories.length <= FEW;
  const few = isFew && { interval: 0, width: 96, overflow: 'break' as const };
  return {
    type: 'category',
    data: categories.map(({ label }) => label),
    inverse: isRtl,
    axisLine: { lineStyle: { color: colours.line } },
    axisTick: { show: false },
    axisLabel: { color: colours.dim, fontSize: SMALL, hideOverlap: true, ...few },
  };
}

function valueAxis(
  { words, isCount }: ChartSpec,
  { colours, isRtl }: ChartManner,
): NonNullable<ChartOption['yAxis']> {
  return {
    type: 'value',
    position: isRtl ? 'right' : 'left',
    splitNumber: 4,
    ...(isCount && { minInterval: 1 }),
    axisLabel: { color: colours.dim, fontSize: SMALL, formatter: (value: number) => words(value) },
    splitLine: { lineStyle: { color: colours.line } },
  };
}

/** Drawn on the canvas: as HTML it would need inline styles, which the page's policy refuses. */
function tooltip({ words }: ChartSpec, { colours, font }: ChartManner): TooltipComponentOption {
  return {
    trigger: 'axis',
    renderMode: 'richText',
    confine: true,
    backgroundColor: colours.ground,
    borderColor: colours.line,
    textStyle: { color: colours.text, fontFamily: font, fontSize: SMALL },
    axisPointer: { lineStyle: { color: colours.dim } },
    valueFormatter: (value) => (typeof value === 'number' ? words(value) : '–'),
  };
}

function drawn(series: ChartSeries, colours: ChartColours): BarSeriesOption | LineSeriesOption {
  const { key, label, values, look, tone } = series;
  const colour = colours.tones[tone];
  const data = [...values];
  if (isBar(look)) {
    const decal = pattern(look, colours.ground);
    const itemStyle = { color: colour, ...(decal && { decal }) };
    return { id: key, type: 'bar', name: label, data, stack: 'all', itemStyle, barMaxWidth: 48 };
  }
  return {
    id: key,
    type: 'line',
    name: label,
    data,
    ...(look === 'steps' && { step: 'end' as const }),
    // A single point has no line.
    symbol: values.length <= 1 ? 'emptyCircle' : 'none',
    lineStyle: { color: colour, width: 2, type: lineType(look) },
    itemStyle: { color: colour },
  };
}

function lineType(look: SeriesLook): 'solid' | 'dotted' | 'dashed' {
  if (look === 'dots') return 'dotted';
  return look === 'dashes' ? 'dashed' : 'solid';
}

/** Stripes or dots over a bar. */
function pattern(look: SeriesLook, color: string) {
  if (look === 'striped')
    return { color, symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 };
  if (look === 'dotted')
    return {
      color,
      symbol: 'circle',
      dashArrayX: [
        [6, 6],
        [0, 6, 6, 0],
      ],
      dashArrayY: [5, 0],
      symbolSize: 0.7,
    };
  return undefined;
}

function fileHead({ title }: ChartSpec, { colours, isRtl }: ChartManner): ChartOption {
  const side = isRtl ? { right: 12 } : { left: 12 };
  return {
    backgroundColor: colours.ground,
    title: { text: title, top: 8, ...side, textStyle: { color: colours.text, fontSize: 18 } },
    legend: { top: 40, ...side, textStyle: { color: colours.text, fontSize: SMALL } },
  };
}
