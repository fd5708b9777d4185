import { hashText } from '@holdfast/shared/hash.ts';
import { Button, Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSave } from '../../hooks/use-save.ts';
import { bridge } from '../../state/bridge.ts';
import { type Draft, dropDraft, keepDraft, useDraft } from '../../state/drafts.ts';
import { Problem } from '../../ui/problem.tsx';
import { MarkedText } from './marked-text.tsx';
import styles from './text-conflict-card.module.css';
import type { TextConflict } from './text-conflict-list.ts';

const sides = ['mine', 'theirs', 'merged'] as const;

export interface TextConflictChoiceProps {
  readonly conflict: TextConflict;
  /** Conflicts that are settled with it. */
  readonly settles: readonly string[];
}

/** The three texts behind tabs. Only the merged one is edited; what is written there is kept as a draft. */
export function TextConflictChoice({ conflict, settles }: TextConflictChoiceProps) {
  const { t } = useTranslation('text-conflicts');
  const { id, text } = conflict;
  const place = mergedDraft(id);
  const edited = useDraft(place);
  const { problem, save } = useSave();
  const use = async (chosen: string) => {
    const params = { id, field: text.field, text: chosen };
    if (!(await save(() => bridge.call('resolveText', params)))) return;
    dropDraft(place);
    for (const earlier of settles) await bridge.call('discardChange', { id: earlier });
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
  readonly edited: Draft | undefined;
  readonly onUse: (text: string) => void;
}

function Merged({ text, place, edited, onUse }: MergedProps) {
  const { t } = useTranslation('text-conflicts');
  const [isEditing, setIsEditing] = useState(edited !== undefined);
  // Kept only once something was written: until then it is a copy of both texts and nobody's work (S23).
  const draft = edited ?? { text: text.merged, was: fingerprint(text.theirs) };
  const startAgain = () => {
    dropDraft(place);
    setIsEditing(false);
  };
  if (isEditing) {
    return <EditedMerge text={text} place={place} draft={draft} onUse={onUse} onAgain={startAgain} />;
  }
  return (
    <>
      <MarkedText label={t('merged')} {...text} text={text.merged} />
      <div className={styles.end}>
        <Button onClick={() => onUse(text.merged)}>{t('use')}</Button>
        <Button variant="default" onClick={() => setIsEditing(true)}>
          {t('edit')}
        </Button>
        <Legend />
      </div>
    </>
  );
}

/** Tells one text of theirs from another, without keeping a copy of it (S23). */
function fingerprint(theirs: string): string {
  return String(hashText(theirs));
}

interface EditedMergeProps extends Omit<MergedProps, 'edited'> {
  readonly draft: Draft;
  readonly onAgain: () => void;
}

function EditedMerge({ text, place, draft, onUse, onAgain }: EditedMergeProps) {
  const { t } = useTranslation('text-conflicts');
  const { text: written, was } = draft;
  return (
    <>
      <textarea
        className={styles.writing}
        aria-label={t('editing')}
        dir="auto"
        // biome-ignore lint/a11y/noAutofocus: it opens because somebody asked to write here
        autoFocus
        value={written}
        onChange={(event) => keepDraft(place, { ...draft, text: event.currentTarget.value })}
      />
      {was !== fingerprint(text.theirs) && <p role="status">{t('changedAgain')}</p>}
      <div className={styles.end}>
        <Button onClick={() => onUse(written)}>{t('use')}</Button>
        <Button variant="default" onClick={onAgain}>
          {t('again')}
        </Button>
      </div>
    </>
  );
}
