import type { Device } from '@holdfast/shared/protocol/requests.ts';
import type { Command } from 'commander';
import { Devices } from '../auth/devices.ts';
import type { Config } from '../config.ts';
import { ADMINISTRATOR } from '../sync/system-actor.ts';
import { group, type JsonOption, leaf, run } from './command.ts';
import { requireUser } from './find-users.ts';
import type { OpenData } from './open-data.ts';
import type { Output } from './output.ts';
import { inColumns } from './table.ts';
import type { Terminal } from './terminal.ts';

const DEVICE = ['<device>', 'its id, as devices list prints it'] as const;

/** `devices …`: where people are signed in. */
export function devicesCommands(terminal: Terminal): Command {
  return group('devices', 'lists and signs out devices', [list(terminal), end(terminal), wipe(terminal)]);
}

function list(terminal: Terminal): Command {
  return leaf('list', 'lists a person’s devices, the last seen first')
    .argument('<email>', 'their e-mail address')
    .action((email: string, options: JsonOption) =>
      run(terminal, options, async (data, config) => {
        const user = await requireUser(data.store, email);
        const devices = await devicesOf(data, config).list(user.id);
        return { json: { devices }, words: inColumns(devices.map(lineOf)) || 'No devices.' };
      }),
    );
}

function lineOf({ id, name, lastSeenAt, endedAt, wipe }: Device): string[] {
  return [id, name, `seen ${lastSeenAt}`, endedAt === null ? 'signed in' : `ended ${endedAt}`, wipes[wipe]];
}

const wipes: Readonly<Record<Device['wipe'], string>> = {
  no: '',
  asked: 'data to be removed at its next contact',
  done: 'data removed',
};

function end(terminal: Terminal): Command {
  return leaf('end', 'signs a device out within a second')
    .argument(...DEVICE)
    .action((id: string, options: JsonOption) =>
      run(terminal, options, (data, config) => endDevice(data, config, id, false)),
    );
}

function wipe(terminal: Terminal): Command {
  return leaf('wipe', 'signs a device out and asks it to remove its local data at its next contact')
    .argument(...DEVICE)
    .action((id: string, options: JsonOption) =>
      run(terminal, options, (data, config) => endDevice(data, config, id, true)),
    );
}

async function endDevice(data: OpenData, config: Config, id: string, wipe: boolean): Promise<Output> {
  await devicesOf(data, config).end({ id, wipe, by: ADMINISTRATOR });
  const words = wipe
    ? 'Signed the device out. It removes its local data when it next asks the server for anything.'
    : 'Signed the device out.';
  return { json: { id, ended: true, wipe }, words };
}

function devicesOf({ store, outside }: OpenData, config: Config): Devices {
  return new Devices({ store, outside, config });
}
