import { useTranslation } from 'react-i18next';
import { CardOf, type OfFile, Reading } from './card.tsx';
import type { FileSource } from './file-source.ts';
import { pdfLoader } from './pdf-loader.ts';
import { useLoaded } from './use-loaded.ts';
import styles from './viewer.module.css';

export interface PdfViewProps {
  readonly source: FileSource;
  readonly of: OfFile;
}

/** The first page of a document. Its other pages are for another app. */
export function PdfView({ source, of }: PdfViewProps) {
  const { t } = useTranslation('previews');
  const loaded = useLoaded(source, pdfLoader);
  if (loaded === undefined) return <Reading />;
  if (loaded.state !== 'there') return <CardOf loaded={loaded} of={of} />;
  const { address, pages } = loaded.value;
  return (
    <>
      <div
        className={styles.frame}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than the window is scrolled by keys.
        tabIndex={0}
        role="group"
        aria-label={of.attachment.name}
      >
        <img className={styles.page} src={address} alt={t('pdf.first', { name: of.attachment.name })} />
      </div>
      <p className={styles.foot}>{t('pdf.pages', { count: pages })}</p>
    </>
  );
}
