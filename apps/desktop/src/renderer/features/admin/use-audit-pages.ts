import type { AuditEntry } from '@holdfast/shared/protocol/audit.ts';
import type { RequestParams, RequestResult } from '@holdfast/shared/protocol/requests.ts';
import { useState } from 'react';
import { useAsk } from '../../hooks/use-ask.ts';

export type AuditFilters = Pick<RequestParams<'audit.list'>, 'kind' | 'actorId'>;

export const AUDIT_PAGE = 100;

/** A first page, and the older ones that were asked for since. */
export function useAuditPages(first: RequestResult<'audit.list'>, filters: AuditFilters) {
  const [older, setOlder] = useState<readonly AuditEntry[]>([]);
  const [isMore, setIsMore] = useState(first.more);
  const { problem, isAsking, ask } = useAsk();
  const entries = [...first.entries, ...older];
  const before = entries.at(-1)?.seq;
  const loadOlder = async () => {
    if (isAsking || before === undefined) return;
    const page = await ask('audit.list', { ...filters, before, limit: AUDIT_PAGE });
    if (page === undefined) return;
    setOlder((some) => [...some, ...page.entries]);
    setIsMore(page.more);
  };
  return { entries, isMore, loadOlder, problem };
}
