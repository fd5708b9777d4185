import { useTranslation } from 'react-i18next';
import { CardOf, type OfFile, Reading } from './card.tsx';
import type { FileSource } from './file-source.ts';
import { textLoader } from './loaders.ts';
import { useLoaded } from './use-loaded.ts';
import styles from './viewer.module.css';

export interface TextViewProps {
  readonly source: FileSource;
  readonly of: OfFile;
}

/** The beginning of a text, as it stands there: whatever it means to others, here it is text. */
export function TextView({ source, of }: TextViewProps) {
  const { t } = useTranslation('previews');
  const loaded = useLoaded(source, textLoader);
  if (loaded === undefined) return <Reading />;
  if (loaded.state !== 'there') return <CardOf loaded={loaded} of={of} />;
  const { text, isCut } = loaded.value;
  return (
    <>
      <pre
        className={styles.text}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than the window is scrolled by keys.
        tabIndex={0}
        role="document"
        aria-label={of.attachment.name}
        data-text
        dir="auto"
      >
        {text}
      </pre>
      {isCut && <p className={styles.foot}>{t('text.cut')}</p>}
    </>
  );
}
