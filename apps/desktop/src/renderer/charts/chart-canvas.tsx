import { useComputedColorScheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { EChartsType } from 'echarts/core';
import { useEffect, useRef } from 'react';
import styles from './chart.module.css';
import type { ChartSpec } from './chart-spec.ts';
import { fillChart, openChart } from './draw-chart.ts';

/** The picture of a chart. What it shows is said in its name; it draws only when its figures, size or colours change. */
export function ChartCanvas({ spec }: { readonly spec: ChartSpec }) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  const scheme = useComputedColorScheme();
  const isForced = useMediaQuery('(forced-colors: active)');
  useEffect(() => {
    const { current } = box;
    if (current === null) return;
    const opened = openChart(current);
    chart.current = opened;
    const sizes = new ResizeObserver(() => opened.resize());
    sizes.observe(current);
    return () => {
      sizes.disconnect();
      opened.dispose();
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other colours draw the same anew
  useEffect(() => {
    if (chart.current !== undefined) fillChart(chart.current, spec);
  }, [spec, scheme, isForced]);
  return <div ref={box} className={styles.canvas} role="img" aria-label={`${spec.title}. ${spec.said}`} />;
}
