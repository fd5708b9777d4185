import type { KeyObject } from 'node:crypto';
import { type AppUpdater, Provider, type ResolvedUpdateFileInfo, type UpdateInfo } from 'electron-updater';
import {
  type ProviderRuntimeOptions,
  parseUpdateInfo,
  resolveFiles,
} from 'electron-updater/out/providers/Provider.js';
import { z } from 'zod';
import type { DeviceSettings } from '../../preload/device-settings.ts';
import { openSignedFeed, UpdateRefused } from './signed-feed.ts';
import type { UpdateSource } from './update-source.ts';

/** What of a feed is relied on here. electron-updater reads the rest by itself. */
const feedSchema = z.looseObject({
  version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/),
  files: z.array(z.looseObject({ url: z.string().min(1), sha512: z.string().min(1) })).min(1),
  stagingPercentage: z.number().min(0).max(100).optional(),
});

type UpdateChannel = DeviceSettings['updateChannel'];

/** How a channel's feed begins on every host: the names that electron-builder gives them. */
const feedNames: Record<UpdateChannel, string> = { stable: 'latest', beta: 'beta' };

interface FeedOptions {
  readonly source: UpdateSource;
  channel(): UpdateChannel;
}

/** A signed feed on a plain file host. */
class FeedProvider extends Provider<UpdateInfo> {
  readonly #feed: URL;
  readonly #publicKey: KeyObject;
  readonly #channel: () => UpdateChannel;

  constructor({ source, channel }: FeedOptions, runtime: ProviderRuntimeOptions) {
    super(runtime);
    this.#feed = source.feed;
    this.#publicKey = source.publicKey;
    this.#channel = channel;
  }

  /** Throws UpdateRefused where what is there is not what the key signed. */
  async getLatestVersion(): Promise<UpdateInfo> {
    const name = `${this.getCustomChannelName(feedNames[this.#channel()])}.yml`;
    const address = new URL(name, this.#feed);
    const text = await this.httpRequest(address, { 'cache-control': 'no-cache' });
    const info = parseUpdateInfo(openSignedFeed(name, text ?? '', this.#publicKey), name, address);
    const checked = feedSchema.safeParse(info);
    if (!checked.success) throw new UpdateRefused('malformed', `${name}: ${checked.error.message}`);
    return info;
  }

  resolveFiles(info: UpdateInfo): ResolvedUpdateFileInfo[] {
    return resolveFiles(info, this.#feed);
  }
}

/** Makes an updater read this feed, and only this. */
export function followFeed(updater: AppUpdater, options: FeedOptions): void {
  updater.setFeedURL({
    provider: 'custom',
    updateProvider: class extends FeedProvider {
      constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
        super(options, runtime);
      }
    },
  });
}
