import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** What weakens Chromium's or Electron's protections, wherever it stands in the app's own code. */
const weakening = [
  /webSecurity/,
  /allowRunningInsecureContent/,
  /experimentalFeatures/,
  /(enable|disable)BlinkFeatures/,
  /(sandbox|contextIsolation):\s*false/,
  /(nodeIntegration\w*|webviewTag):\s*true/,
  /setCertificateVerifyProc|certificate-error|rejectUnauthorized|NODE_TLS_REJECT/,
  /ignore-certificate|disable-web-security|disable-site-isolation|remote-debugging|no-sandbox/,
  /executeJavaScript|insertCSS|dangerouslySetInnerHTML|<webview/,
];

const sources = path.resolve(import.meta.dirname, '..');
const files = readdirSync(sources, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(ts|tsx|html)$/.test(entry.name))
  .filter((entry) => !/\.test\.tsx?$|test-support/.test(path.join(entry.parentPath, entry.name)))
  .map((entry) => path.join(entry.parentPath, entry.name));

test('SECURITY 9, 13, 14: nothing in the app turns a protection off or overrides a certificate', () => {
  expect(files.length).toBeGreaterThan(300);
  const found = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return weakening.filter((pattern) => pattern.test(text)).map((pattern) => `${file}: ${pattern.source}`);
  });
  expect(found).toEqual([]);
});
