import type { Feature } from '../../app/feature.ts';
import { ConnectionPill } from './connection-pill.tsx';
import { texts } from './texts.ts';

export const feature: Feature = { name: 'connection', texts, TopBarEnd: ConnectionPill };
