import { Button, Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSave } from '../../hooks/use-save.ts';
import { bridge } from '../../state/bridge.ts';
import { dropDraft, keepDraft, useDraft } from '../../state/drafts.ts';
import { Problem } from '../../ui/problem.tsx';
import { MarkedText } from './marked-text.tsx';
import styles from './text-conflict-card.module.css';
import type { TextConflict } from './text-conflict-list.ts';

const sides = ['mine', 'theirs', 'merged'] as const;

/** The three texts behind tabs. Only the merged one is edited; what is written there is kept as a draft. */
export function TextConflictChoice({ conflict }: { readonly conflict: TextConflict }) {
  const { t } = useTranslation('text-conflicts');
  const { id, text } = conflict;
  const place = mergedDraft(id);
  const edited = useDraft(place)?.text;
  const { problem, save } = useSave();
  const use = async (chosen: string) => {
    const params = { id, field: text.field, text: chosen };
    if (await save(() => bridge.call('resolveText', params))) dropDraft(place);
  };
  return (
    <Tabs defaultValue={edited === undefined ? 'mine' : 'merged'} className={styles.choice}>
      <Tabs.List aria-label={t('sides')}>
        {sides.map((side) => (
          <Tabs.Tab key={side} value={side}>
            {t(side)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="mine" className={styles.panel}>
        <MarkedText label={t('mine')} {...text} text={text.mine} />
        <Use onUse={() => use(text.mine)} />
      </Tabs.Panel>
      <Tabs.Panel value="theirs" className={styles.panel}>
        <MarkedText label={t('theirs')} {...text} text={text.theirs} />
        <Use onUse={() => use(text.theirs)} />
      </Tabs.Panel>
      <Tabs.Panel value="merged" className={styles.panel}>
        <Merged text={text} place={place} edited={edited} onUse={use} />
      </Tabs.Panel>
      {problem !== undefined && <Problem message={problem} kept={t('kept')} />}
    </Tabs>
  );
}

/** Under which the edited merge of a conflict is kept. */
export function mergedDraft(changeId: string): string {
  return `merged ${changeId}`;
}

function Use({ onUse }: { readonly onUse: () => void }) {
  const { t } = useTranslation('text-conflicts');
  return (
    <div className={styles.end}>
      <Button onClick={onUse}>{t('use')}</Button>
      <Legend />
    </div>
  );
}

function Legend() {
  const { t } = useTranslation('text-conflicts');
  return (
    <span className={styles.legend} aria-hidden>
      <mark className={styles.mine}>{t('legend.mine')}</mark>
      <mark className={styles.theirs}>{t('legend.theirs')}</mark>
    </span>
  );
}

interface MergedProps {
  readonly text: TextConflict['text'];
  readonly place: string;
  readonly edited: string | undefined;
  readonly onUse: (text: string) => void;
}

function Merged({ text, place, edited, onUse }: MergedProps) {
  const { t } = useTranslation('text-conflicts');
  if (edited === undefined) {
    return (
      <>
        <MarkedText label={t('merged')} {...text} text={text.merged} />
        <div className={styles.end}>
          <Button onClick={() => onUse(text.merged)}>{t('use')}</Button>
          <Button variant="default" onClick={() => keepDraft(place, { text: text.merged })}>
            {t('edit')}
          </Button>
          <Legend />
        </div>
      </>
    );
  }
  return (
    <>
      <textarea
        className={styles.writing}
        aria-label={t('editing')}
        dir="auto"
        // biome-ignore lint/a11y/noAutofocus: it opens because somebody asked to write here
        autoFocus
        value={edited}
        onChange={(event) => keepDraft(place, { text: event.currentTarget.value })}
      />
      <div className={styles.end}>
        <Button onClick={() => onUse(edited)}>{t('use')}</Button>
        <Button variant="default" onClick={() => dropDraft(place)}>
          {t('again')}
        </Button>
      </div>
    </>
  );
}
