import '@mantine/spotlight/styles.css';
import { Spotlight } from '@mantine/spotlight';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Keys } from '../ui/keys.tsx';
import { matches } from '../ui/matches.ts';
import styles from './command-palette.module.css';
import type { Command, Find } from './feature.ts';
import { features } from './features.ts';

const calm = { backgroundOpacity: 0.2, blur: 0 };
const lifted = { background: 'var(--ground-raised)', border: '1px solid var(--line-strong)' };

/** Finds commands by their words, and rows by theirs. */
export function CommandPalette({ commands }: { readonly commands: readonly Command[] }) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const finds = useFinds(words);
  const shown = commands.filter(({ id, label }) => id !== 'palette' && matches(label, words));
  return (
    <Spotlight.Root
      query={words}
      onQueryChange={setWords}
      shortcut={null}
      maxHeight={420}
      scrollable
      overlayProps={calm}
      styles={{ content: lifted }}
      attributes={{ content: { 'aria-label': t('palette') } }}
    >
      <Spotlight.Search placeholder={t('palette.hint')} aria-label={t('palette.hint')} />
      <Spotlight.ActionsList>
        {shown.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.commands')}>
            {shown.map(({ id, label, keys, icon: Icon, Hint, run }) => (
              <Spotlight.Action
                key={id}
                label={label}
                leftSection={Icon && <Icon size={16} aria-hidden />}
                rightSection={
                  <span className={styles.end}>
                    {Hint && <Hint />}
                    {keys !== undefined && <Keys keys={keys} />}
                  </span>
                }
                onClick={run}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {finds.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.finds')}>
            {finds.map(({ id, label, hint, icon: Icon, open }) => (
              <Spotlight.Action
                key={id}
                label={label}
                description={hint}
                leftSection={<Icon size={16} aria-hidden />}
                onClick={open}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {shown.length + finds.length === 0 && <Spotlight.Empty>{t('palette.nothing')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function useFinds(words: string): readonly Find[] {
  // biome-ignore lint/correctness/useHookAtTopLevel: the list of features never changes while the app runs
  return features.flatMap((feature) => feature.useFinds?.(words) ?? []);
}
