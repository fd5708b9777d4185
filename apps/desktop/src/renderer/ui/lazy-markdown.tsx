import { lazy, Suspense } from 'react';

const MarkdownView = lazy(async () => ({ default: (await import('./markdown.tsx')).MarkdownView }));

/** Markdown, with its reader loaded when it is first needed; until then the text as it was typed. */
export function LazyMarkdown({ text }: { readonly text: string }) {
  return (
    <Suspense fallback={<p>{text}</p>}>
      <MarkdownView text={text} />
    </Suspense>
  );
}
