import { DirectionProvider, useDirection } from '@mantine/core';
import { type ReactNode, useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../../words/languages.ts';
import { languageOf } from './i18n.ts';

/** Everything inside runs in the direction in which the page's language is written. */
export function TextDirection({ children }: { readonly children: ReactNode }) {
  const { i18n } = useTranslation();
  const direction = directionOf(languageOf(i18n.language));
  return (
    <DirectionProvider initialDirection={direction} detectDirection={false}>
      <Follow direction={direction} />
      {children}
    </DirectionProvider>
  );
}

/** The provider keeps the direction that it began with until it is told another one. */
function Follow({ direction }: { readonly direction: 'ltr' | 'rtl' }) {
  const { setDirection } = useDirection();
  useLayoutEffect(() => setDirection(direction), [direction, setDirection]);
  return null;
}
