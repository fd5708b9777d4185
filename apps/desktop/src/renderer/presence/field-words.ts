import type { TFunction } from 'i18next';
import { texts } from './texts.ts';

/** A field as it is called in a sentence: `the description`. `t`: of the texts of presence. */
export function fieldWords(field: string, t: TFunction<'presence'>): string {
  const [subject = field] = /^(message|phase)(?=:)/.exec(field) ?? [];
  const key = `field.${subject}`;
  return t(key in texts ? key : 'field.other');
}
