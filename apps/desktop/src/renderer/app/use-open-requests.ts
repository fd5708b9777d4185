import i18next from 'i18next';
import { useEffect, useRef } from 'react';
import type { OpenRequest } from '../../preload/bridge.ts';
import { followLink } from '../features/links/asked-link.ts';
import { bridge } from '../state/bridge.ts';
import { useEngineStates } from '../state/engine-states.ts';
import { goTo } from '../state/route.ts';
import { showToast } from '../state/toast.ts';
import type { Command } from './feature.ts';
import { placeOf } from './features.ts';

/** A click on a notification, a link or the tray's menu shows what it is about. */
export function useOpenRequests(commands: readonly Command[]): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => bridge.onOpen((request) => open(request, latest.current)), []);
}

function open(request: OpenRequest, commands: readonly Command[]): void {
  const { session } = useEngineStates.getState();
  if (request.kind === 'link' && session?.server !== undefined) followLink(request.link, session.server);
  if (request.kind === 'reloaded') showToast({ text: i18next.t('reloaded', { ns: 'links' }) });
  if (request.kind === 'place')
    goTo({ screen: request.screen, ...(request.id === undefined ? {} : { id: request.id }) });
  if (request.kind === 'command') commands.find(({ id }) => id === request.id)?.run();
  if (request.kind !== 'row') return;
  const place = placeOf(request.table, request.id);
  if (place !== undefined) goTo(place);
}
