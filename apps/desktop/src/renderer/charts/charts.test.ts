import { expect, test } from 'vitest';
import { chartCsv } from './chart-csv.ts';
import { chartFileName } from './chart-file-name.ts';
import { chartOption } from './chart-option.ts';
import { type ChartSpec, isEmptyChart } from './chart-spec.ts';

const spec: ChartSpec = {
  title: 'Open tickets',
  said: 'Two are open.',
  along: 'Day',
  categories: [
    { key: '2026-03-02', label: '2 Mar' },
    { key: '2026-03-03', label: '3 Mar' },
  ],
  series: [
    {
      key: 'open',
      label: '=HYPERLINK("https://example.org")',
      values: [3, 2.5],
      look: 'bar',
      tone: 'accent',
    },
    { key: 'done', label: 'Done', values: [0, null], look: 'striped', tone: 'accent' },
  ],
  words: (value) => `${value} tickets`,
};
const colours = {
  ground: 'white',
  text: 'black',
  dim: 'grey',
  line: 'silver',
  tones: { accent: 'teal', dim: 'grey' },
};
const manner = { colours, font: 'Inter', isRtl: false, isForFile: false };

test('a file of a chart has plain numbers and days, and no words that a spreadsheet would run', () => {
  expect(chartCsv(spec)).toBe(
    '\uFEFFDay,"\'=HYPERLINK(""https://example.org"")",Done\r\n2026-03-02,3,0\r\n2026-03-03,2.5,\r\n',
  );
});

test('bars that stand on each other differ by pattern, lines by their dashes, not by colour alone', () => {
  const looks = ['bar', 'striped', 'dotted', 'line', 'dots', 'dashes'] as const;
  const series = looks.map((look) => ({
    key: look,
    label: look,
    values: [1, 2],
    look,
    tone: 'dim' as const,
  }));
  const drawn = chartOption({ ...spec, series }, manner).series;
  const patterns = [drawn].flat().map((one) => JSON.stringify([one, { id: 0, name: 0 }], withoutNames));
  expect(new Set(patterns).size).toBe(looks.length);
});

function withoutNames(key: string, value: unknown): unknown {
  return key === 'id' || key === 'name' ? undefined : value;
}

test('what is counted has no halves on its axis', () => {
  expect(chartOption({ ...spec, isCount: true }, manner).yAxis).toMatchObject({ minInterval: 1 });
  expect(chartOption(spec, manner).yAxis).not.toHaveProperty('minInterval');
});

test('a chart is drawn without HTML of its own and without motion, and from right to left where the page is', () => {
  expect(chartOption(spec, manner)).toMatchObject({
    animation: false,
    tooltip: { renderMode: 'richText' },
    xAxis: { inverse: false },
    yAxis: { position: 'left' },
  });
  expect(chartOption(spec, { ...manner, isRtl: true })).toMatchObject({
    xAxis: { inverse: true },
    yAxis: { position: 'right' },
  });
});

test('only the picture for a file carries its own title and names', () => {
  expect(chartOption(spec, manner)).not.toHaveProperty('title');
  expect(chartOption(spec, { ...manner, isForFile: true })).toMatchObject({
    title: { text: 'Open tickets' },
    backgroundColor: 'white',
  });
});

test('a chart in which everything is nothing is empty', () => {
  expect(isEmptyChart(spec)).toBe(false);
  expect(isEmptyChart({ ...spec, series: [] })).toBe(true);
  expect(
    isEmptyChart({
      ...spec,
      series: [{ key: 'a', label: 'a', values: [0, null], look: 'bar', tone: 'dim' }],
    }),
  ).toBe(true);
});

test.each([
  ['Spent, against budget', 'spent-against-budget'],
  ['Größe über die Zeit', 'grosse-uber-die-zeit'],
  ['التذاكر', 'chart'],
])('the file of the chart “%s” is called %s', (title, name) => {
  expect(chartFileName(title)).toBe(name);
});
