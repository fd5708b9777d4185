import { Button } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EditedBy, type FieldPlace } from '../presence/edited-by.tsx';
import { dropDraft, keepDraft, useDraft } from '../state/drafts.ts';
import { LazyMarkdown } from './lazy-markdown.tsx';
import { Problem } from './problem.tsx';
import styles from './text-part.module.css';

export interface TextPartProps {
  /** Under which the draft is kept. */
  readonly place: string;
  readonly label: string;
  readonly text: string;
  /** Shown where there is no text. */
  readonly none: string;
  /** Why this person may not edit it. */
  readonly refusal: string | undefined;
  /** `was`: the text that the editing began with, so that others' changes meanwhile are merged (S29); nothing where it was forgotten because the row was out of sight (S23). Says whether it was taken. */
  readonly save: (was: string | undefined, now: string) => Promise<boolean>;
  /** Why it was not taken the last time. */
  readonly problem: string | undefined;
  /** The field, where others are told that one edits it. */
  readonly edits?: FieldPlace;
}

/**
 * Long text, read as Markdown and edited in the same spot. It is being edited as long as there is a
 * draft of it, so leaving the ticket or the app loses nothing.
 */
export function TextPart({ edits, ...props }: TextPartProps) {
  const draft = useDraft(props.place);
  const part =
    draft === undefined ? <Reading {...props} /> : <Editor {...props} written={draft.text} was={draft.was} />;
  if (edits === undefined) return part;
  return (
    <EditedBy place={edits} isEditing={draft !== undefined}>
      {part}
    </EditedBy>
  );
}

type PartProps = Omit<TextPartProps, 'edits'>;

function Reading({ place, label, text, none, refusal }: PartProps) {
  const { t } = useTranslation();
  return (
    <section className={styles.part} aria-label={label}>
      <header className={styles.head}>
        <h2>{label}</h2>
        {refusal === undefined && (
          <Button
            variant="subtle"
            color="gray"
            aria-label={t('text.edit', { label })}
            onClick={() => keepDraft(place, { text, was: text })}
          >
            {t('text.editShort')}
          </Button>
        )}
      </header>
      {text === '' ? <p className={styles.none}>{none}</p> : <LazyMarkdown text={text} />}
    </section>
  );
}

interface EditorProps extends PartProps {
  readonly written: string;
  readonly was: string | undefined;
}

function Editor({ place, label, written, was, save, problem }: EditorProps) {
  const { t } = useTranslation();
  const [isPreview, setIsPreview] = useState(false);
  const finish = async () => {
    if (written === was || (await save(was, written))) dropDraft(place);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) finish();
    // Only what has not been touched is left by Escape: a draft is given up by its button alone.
    if (event.key === 'Escape' && written === was) dropDraft(place);
  };
  return (
    <section className={styles.part} aria-label={label}>
      <header className={styles.head}>
        <h2>{label}</h2>
        <Button
          variant="subtle"
          color="gray"
          aria-pressed={isPreview}
          onClick={() => setIsPreview(!isPreview)}
        >
          {t(isPreview ? 'text.write' : 'text.preview')}
        </Button>
      </header>
      {isPreview ? (
        <div className={styles.preview}>
          <LazyMarkdown text={written} />
        </div>
      ) : (
        <textarea
          className={styles.writing}
          aria-label={label}
          dir="auto"
          // biome-ignore lint/a11y/noAutofocus: it opens because somebody asked to write here
          autoFocus
          value={written}
          onChange={(event) =>
            keepDraft(place, { text: event.currentTarget.value, ...(was === undefined ? {} : { was }) })
          }
          onKeyDown={onKeyDown}
        />
      )}
      {problem !== undefined && <Problem message={problem} kept={t('text.kept')} />}
      <div className={styles.end}>
        <Button onClick={finish}>{t('text.save')}</Button>
        <Button variant="default" onClick={() => dropDraft(place)}>
          {t('cancel')}
        </Button>
        <span className={styles.hint}>{t('text.hint')}</span>
      </div>
    </section>
  );
}
