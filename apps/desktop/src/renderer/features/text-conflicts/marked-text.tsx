import { markSources } from '@holdfast/shared/text-diff.ts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './text-conflict-card.module.css';

export interface MarkedTextProps {
  readonly label: string;
  /** One of the two, or made of both. */
  readonly text: string;
  readonly mine: string;
  readonly theirs: string;
}

/** A text with what only one side has marked, by its line as well as by its colour, and said aloud. */
export function MarkedText({ label, text, mine, theirs }: MarkedTextProps) {
  const { t } = useTranslation('text-conflicts');
  const parts = useMemo(() => markSources(text, mine, theirs), [text, mine, theirs]);
  if (text === '') return <p className={styles.none}>{t('empty')}</p>;
  let start = 0;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <div className={styles.text} role="region" aria-label={label} tabIndex={0} dir="auto" data-text>
      {parts.map((part) => {
        const key = start;
        start += part.text.length;
        if (part.from === 'both') return <span key={key}>{part.text}</span>;
        return (
          <mark key={key} className={styles[part.from]}>
            <span className="said">{t(`part.${part.from}`)}</span>
            {part.text}
            <span className="said">{t('part.end')}</span>
          </mark>
        );
      })}
    </div>
  );
}
