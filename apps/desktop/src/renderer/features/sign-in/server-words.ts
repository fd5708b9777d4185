import type { TFunction } from 'i18next';
import { sayFault, sayProblem } from '../../state/say-problem.ts';
import type { ServerCheck } from './use-server-check.ts';

const texts = {
  unreachable: 'server.unreachable',
  certificate: 'server.certificate',
  'not-holdfast': 'server.other',
  'too-old': 'server.tooOld',
  'too-new': 'server.tooNew',
} as const;

/** Says what stands at an address; before anything is known, where one gets it. */
export function serverWords(check: ServerCheck, t: TFunction<'sign-in'>): string {
  if (check === undefined) return t('server.hint');
  if (check === 'checking') return t('server.checking');
  if (check.ok) return t('server.found', { version: check.version });
  const { problem, detail = '' } = check;
  const fault = sayFault(detail);
  // What is no fault of a certificate is a sentence of its own: an address that everybody could listen to.
  if (problem === 'certificate' && fault === undefined) return sayProblem(detail);
  return t(texts[problem], { version: detail, fault });
}
