import { lazy, Suspense, useState } from 'react';
import styles from './markdown.module.css';

let loaded: typeof import('./markdown.tsx').MarkdownView | undefined;

/** Loads the reader of Markdown before it is needed, so that no text is shown twice. */
export async function loadMarkdown() {
  const { MarkdownView } = await import('./markdown.tsx');
  loaded = MarkdownView;
  return { default: MarkdownView };
}

const MarkdownView = lazy(loadMarkdown);

/** Markdown, with its reader loaded when it is first needed; until then the text as it was typed. */
export function LazyMarkdown({ text }: { readonly text: string }) {
  const [View] = useState(() => loaded ?? MarkdownView);
  return (
    <Suspense fallback={<AsTyped text={text} />}>
      <View text={text} />
    </Suspense>
  );
}

/** As high as it will be, where it has one paragraph. */
function AsTyped({ text }: { readonly text: string }) {
  return (
    <div className={styles.markdown} dir="auto">
      <p>{text}</p>
    </div>
  );
}
