/** The only origin that the interface is ever loaded from in a built app. */
export const APP_ORIGIN = 'holdfast://app';

const plainPath = /^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/;

/**
 * The file below `out/renderer` that a URL of our protocol names, as a relative path, or nothing
 * where it must be refused: another host, `..`, encoded, empty or absolute parts, back slashes. It
 * works on the text of the URL, because parsing one already folds `..` away.
 */
export function assetPath(url: string): string | undefined {
  if (!url.startsWith(`${APP_ORIGIN}/`)) return undefined;
  const path = url.slice(APP_ORIGIN.length).split(/[?#]/, 1)[0] ?? '';
  if (path === '/') return 'index.html';
  if (!plainPath.test(path) || path.includes('..')) return undefined;
  return path.slice(1);
}

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  woff2: 'font/woff2',
  woff: 'font/woff',
  svg: 'image/svg+xml',
  png: 'image/png',
};

/** The content type of a file, by its ending. Unknown ones are served as bytes that nothing runs. */
export function assetType(path: string): string {
  return types[path.split('.').pop() ?? ''] ?? 'application/octet-stream';
}
