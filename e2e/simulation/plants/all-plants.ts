import { conversationPlants } from './conversation-plants.ts';
import { diskPlants } from './disk-plants.ts';
import { filePlants } from './file-plants.ts';
import { mutationPlants } from './mutation-plants.ts';
import { noticePlants } from './notice-plants.ts';
import { planPlants } from './plan-plants.ts';
import type { Plant } from './plant.ts';
import { severalPlants } from './several-plants.ts';
import { streamPlants } from './stream-plants.ts';

/** Every known bug that the simulator must find. */
export const plants: readonly Plant[] = [
  ...mutationPlants,
  ...streamPlants,
  ...diskPlants,
  ...conversationPlants,
  ...noticePlants,
  ...planPlants,
  ...filePlants,
  ...severalPlants,
];
