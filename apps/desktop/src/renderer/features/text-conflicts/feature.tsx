import type { Feature } from '../../app/feature.ts';
import { texts } from './texts.ts';

export const feature: Feature = { name: 'text-conflicts', texts };
