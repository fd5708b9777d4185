import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconChartLine, IconDownload, IconTable } from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayProblem } from '../state/say-problem.ts';
import { showToast } from '../state/toast.ts';
import styles from './chart.module.css';
import { ChartLegend } from './chart-legend.tsx';
import { type ChartSpec, isEmptyChart } from './chart-spec.ts';
import { ChartTable } from './chart-table.tsx';
import { type ChartFile, saveChart } from './save-chart.ts';

const ChartCanvas = lazy(async () => ({ default: (await import('./chart-canvas.tsx')).ChartCanvas }));

/**
 * A figure: its title, what there is to see in plain words, and the picture or its table. The picture's library is
 * fetched with the first chart that is shown.
 */
export function Chart({ spec }: { readonly spec: ChartSpec }) {
  const figure = useRef<HTMLElement>(null);
  const [isTable, setIsTable] = useState(false);
  const isEmpty = isEmptyChart(spec);
  return (
    <figure ref={figure} className={styles.chart} aria-label={spec.title}>
      <figcaption className={styles.head}>
        <h2 className={styles.title}>{spec.title}</h2>
        {!isEmpty && (
          <ChartActions
            spec={spec}
            isTable={isTable}
            onTable={setIsTable}
            page={() => figure.current ?? document.body}
          />
        )}
      </figcaption>
      <p className={styles.words}>{spec.said}</p>
      {!isEmpty && (isTable ? <ChartTable spec={spec} /> : <Drawn spec={spec} />)}
    </figure>
  );
}

function Drawn({ spec }: { readonly spec: ChartSpec }) {
  return (
    <>
      <Suspense fallback={<div className={styles.canvas} />}>
        <ChartCanvas spec={spec} />
      </Suspense>
      <ChartLegend series={spec.series} />
    </>
  );
}

interface ChartActionsProps {
  readonly spec: ChartSpec;
  readonly isTable: boolean;
  readonly onTable: (isTable: boolean) => void;
  readonly page: () => HTMLElement;
}

function ChartActions({ spec, isTable, onTable, page }: ChartActionsProps) {
  const { t } = useTranslation('charts');
  const label = t(isTable ? 'asChart' : 'asTable');
  const Icon = isTable ? IconChartLine : IconTable;
  const save = async (file: ChartFile) => {
    const problem = await saveChart(file, spec, page());
    if (problem !== undefined) showToast({ text: t('notSaved', { problem: sayProblem(problem) }) });
  };
  return (
    <span className={styles.actions}>
      <Tooltip label={label}>
        <ActionIcon aria-label={label} onClick={() => onTable(!isTable)}>
          <Icon size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end" width={220}>
        <Tooltip label={t('save')}>
          <Menu.Target>
            <ActionIcon aria-label={t('save')}>
              <IconDownload size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
        </Tooltip>
        <Menu.Dropdown>
          <Menu.Item onClick={() => save('png')}>{t('save.png')}</Menu.Item>
          <Menu.Item onClick={() => save('csv')}>{t('save.csv')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
