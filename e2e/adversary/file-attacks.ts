import { PIECES_HEADER, UPLOADS_PATH } from '@holdfast/shared/protocol/files.ts';
import fc from 'fast-check';
import type { Attack } from './attack.ts';
import { bytesAttack } from './byte-attacks.ts';
import { exchange, type Sent } from './exchange.ts';
import { cut } from './judge.ts';
import { judgeHttp } from './judge-http.ts';
import type { Scene } from './scene.ts';

const STRANGE_NAMES = [
  '..',
  '..%2f..%2fholdfast.sqlite',
  '%2e%2e%2f%2e%2e',
  '..%5c..%5cparts',
  '%00',
  'limits%2f..',
  '__proto__',
  'a'.repeat(3_000),
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '00000000-0000-7000-8000-000000000000.json',
];
const METHODS = ['GET', 'HEAD', 'POST', 'PATCH', 'PATCH', 'DELETE', 'OPTIONS', 'PUT'];
const NUMBERS = ['0', '1', '-1', '36', '1e3', '0x10', ' 5', '9'.repeat(30), '4294967296', 'NaN', ''];
const RANGES = [
  'bytes=0-0',
  'bytes=-',
  'bytes=9-1',
  'bytes=0-0,1-1,2-2',
  `bytes=${'0-,'.repeat(1_000)}`,
  `bytes=-${'9'.repeat(15)}`,
  `bytes=${'9'.repeat(15)}-`,
  `bytes=${'9'.repeat(30)}-`,
  'lines=1-2',
];

/** Requests for files of others and of one's own: uploads out of order, ranges that are none, names that lead elsewhere. */
export function fileAttacks(scene: Scene): fc.Arbitrary<Attack> {
  return fc
    .record({
      method: fc.constantFrom(...METHODS),
      path: paths(scene),
      bearer: fc.constantFrom(...scene.tokens, ...scene.tokens, scene.apiToken, undefined),
      headers: headers(scene),
      body: fc.oneof(fc.constantFrom('', 'x'.repeat(36), 'x'.repeat(50_000)), fc.string({ unit: 'binary' })),
    })
    .map(fileAttack);
}

/** Bodies that are longer or shorter than said, or in pieces that are none. */
export function brokenUploads(scene: Scene): fc.Arbitrary<Attack> {
  const length = fc.constantFrom(
    'Content-Length: 36',
    'Content-Length: 3',
    'Content-Length: 99999999999',
    'Transfer-Encoding: chunked',
  );
  const body = fc.constantFrom('', 'x'.repeat(10), 'x'.repeat(200), '5\r\nxxxxx\r\n0\r\n\r\n', 'zz\r\n');
  return fc
    .tuple(fc.constantFrom(...scene.ownFiles), fc.constantFrom(...scene.tokens), length, body)
    .map(([id, token, said, rest]) => {
      const lines = [`PATCH ${UPLOADS_PATH}/${id} HTTP/1.1`, 'Host: x', 'Tus-Resumable: 1.0.0', said];
      lines.push('Upload-Offset: 0', 'Content-Type: application/offset+octet-stream');
      lines.push(`Authorization: Bearer ${token}`);
      return bytesAttack('a broken upload', Buffer.from(`${lines.join('\r\n')}\r\n\r\n${rest}`));
    });
}

function paths(scene: Scene): fc.Arbitrary<string> {
  const name = fc.oneof(
    fc.constantFrom(...scene.ownFiles, ...scene.files),
    fc.constantFrom(...scene.known.map((known) => encodeURIComponent(known)), ...STRANGE_NAMES),
  );
  const place = fc.constantFrom<(name: string) => string>(
    (name) => `/files/${name}`,
    (name) => `/files/${name}/pieces`,
    (name) => `${UPLOADS_PATH}/${name}`,
    (name) => `${UPLOADS_PATH}/${name}`,
    (name) => `${UPLOADS_PATH}/${name}?id=../..&__proto__[x]=1`,
    () => UPLOADS_PATH,
    () => '/files/limits',
  );
  return fc.tuple(place, name).map(([at, of]) => at(of));
}

function headers({ ownFiles, files }: Scene): fc.Arbitrary<Record<string, string>> {
  const named = fc.constantFrom(...ownFiles, ...files, '../../x', '');
  const metadata = named.map((id) => `attachment ${Buffer.from(id).toString('base64')}`);
  const number = fc.constantFrom(...NUMBERS);
  return fc.record(
    {
      'tus-resumable': fc.constantFrom('1.0.0', '1.0.0', '1.0.0', '0.2.2', ''),
      'upload-offset': number,
      'upload-length': fc.oneof(fc.constant('36'), number),
      'upload-metadata': fc.oneof(
        metadata,
        fc.constantFrom('attachment', 'a b c', ',,,', `x ${'QUFB'.repeat(1_000)}`, '__proto__ e30='),
      ),
      'upload-defer-length': fc.constantFrom('1', 'x'),
      'upload-concat': fc.constantFrom('partial', `final;${UPLOADS_PATH}/${ownFiles[0]}`),
      'upload-checksum': fc.constantFrom('sha1 AAAA', 'x'),
      'x-http-method-override': fc.constantFrom('DELETE', 'PATCH'),
      'content-type': fc.constantFrom('application/offset+octet-stream', 'application/json', 'x'),
      [PIECES_HEADER]: fc.constantFrom('', 'AAAA', `${'A'.repeat(43)}=`, `${'A'.repeat(43)}=,`.repeat(100)),
      range: fc.constantFrom(...RANGES),
      'if-range': fc.constantFrom('"x"', '*', 'Sat, 21 Nov 2026 00:00:00 GMT'),
      'if-none-match': fc.constant('*'),
      expect: fc.constant('100-continue'),
    },
    { requiredKeys: ['tus-resumable'] },
  );
}

function fileAttack(request: Sent): Attack {
  const { method, path, bearer, headers, body } = request;
  return {
    what: `${method} ${cut(path)} as ${bearer?.slice(0, 20) ?? 'nobody'} ${cut(JSON.stringify(headers))} ${cut(body)}`,
    run: async (attacker) => {
      const answer = await exchange(attacker.scene.url, request);
      attacker.look(answer.text);
      return judgeHttp(request, answer);
    },
  };
}
