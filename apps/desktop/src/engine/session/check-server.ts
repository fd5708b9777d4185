import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { serverInfoSchema } from '@holdfast/shared/protocol/server-info.ts';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '@holdfast/shared/protocol/versions.ts';
import type { CheckedServer } from '../api/calls.ts';
import type { GetJson } from '../environment.ts';
import { certificateFaultOf } from './certificate-fault.ts';

/** Looks what stands at an address, before anybody signs in there. `server` is a URL. Never rejects. */
export async function checkServer(get: GetJson, server: string): Promise<CheckedServer> {
  try {
    const { body } = await get(String(new URL('/health', server)));
    return readAnswer(body);
  } catch (error) {
    return { ok: false, ...faultOf(error) };
  }
}

function readAnswer(body: unknown): CheckedServer {
  const info = serverInfoSchema.safeParse(body);
  if (!info.success) return { ok: false, problem: 'not-holdfast' };
  const { version, protocol, schema } = info.data;
  if (PROTOCOL_VERSION > protocol.to || SCHEMA_VERSION > schema.to)
    return { ok: false, problem: 'too-old', detail: version };
  if (PROTOCOL_VERSION < protocol.from || SCHEMA_VERSION < schema.from)
    return { ok: false, problem: 'too-new', detail: version };
  return { ok: true, version };
}

/** An address without TLS is refused before anything is asked, and with words of its own. */
function faultOf(error: unknown): Pick<Extract<CheckedServer, { ok: false }>, 'problem' | 'detail'> {
  if (error instanceof HoldfastError) return { problem: 'certificate', detail: error.message };
  const fault = certificateFaultOf(error);
  return fault === undefined ? { problem: 'unreachable' } : { problem: 'certificate', detail: fault };
}
