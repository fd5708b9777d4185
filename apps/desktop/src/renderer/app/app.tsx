import { MantineProvider } from '@mantine/core';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { SignInScreen } from '../features/sign-in/sign-in-screen.tsx';
import { useEngineStates } from '../state/engine-states.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { DisabledScreen } from './disabled-screen.tsx';
import { Frame } from './frame.tsx';
import { styleNonce } from './style-nonce.ts';
import { TextDirection } from './text-direction.tsx';
import { theme } from './theme.ts';

/** The whole page: the sign-in, or the frame with everything in it. */
export function App() {
  const { t } = useTranslation();
  return (
    <TextDirection>
      <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={styleNonce}>
        <ErrorBoundary>
          <Suspense>
            <Gate />
          </Suspense>
        </ErrorBoundary>
        <section id="floating" aria-label={t('choices')} />
      </MantineProvider>
    </TextDirection>
  );
}

function Gate() {
  const session = useEngineStates((state) => state.session);
  // The engine answers within a few milliseconds; until then nothing is better than something that flashes.
  if (session === undefined) return null;
  if (session.state === 'signed-out')
    return <SignInScreen server={session.server} reason={session.reason} wasWiped={session.wiped === true} />;
  if (session.disabled) return <DisabledScreen />;
  return <Frame key={`${session.server} ${session.userId}`} />;
}
