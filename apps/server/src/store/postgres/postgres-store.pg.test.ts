import { onTestFinished } from 'vitest';
import type { OpenedHome } from '../../test-support/opened-home.ts';
import { givenPostgres } from '../../test-support/opened-postgres.ts';
import { testStoreContract } from '../../test-support/store-contract.ts';
import { openPostgresStore } from './postgres-store.ts';

const postgres = givenPostgres();

async function openHome(): Promise<OpenedHome> {
  const options = await postgres.newDatabase();
  let store = await openPostgresStore(options);
  onTestFinished(() => store.close());
  return {
    store,
    async reopen() {
      await store.close();
      store = await openPostgresStore(options);
      return store;
    },
  };
}

testStoreContract('PostgreSQL', openHome);
