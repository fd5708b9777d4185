import '@fontsource-variable/inter';
import './app/mantine-styles.ts';
import './app/global.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { findDetail, placeOf } from './app/features.ts';
import { followMenu } from './app/history-commands.tsx';
import { startTexts } from './app/i18n.ts';
import { letStylesPass } from './app/style-nonce.ts';
import { followEngine } from './state/engine-states.ts';
import { knowPlaces } from './state/places.ts';

letStylesPass();
knowPlaces({ hasDetail: (table) => findDetail(table) !== undefined, placeOf });
followEngine();
followMenu();
const root = document.getElementById('root');
if (root !== null) void startTexts().finally(() => createRoot(root).render(<App />));
