import type { ReceivedRequest } from '../wire/answer';
import type { WireAnswer } from '../wire/protocol';
import type { World } from '../world';
import { CONTENT_SECURITY_POLICY, PAGE } from './page/page';
import { type Shown, snapshot } from './snapshot';

const PAGE_PATH = '/';
/** Where the page asks for its data; `?filter=` narrows the VPCs. */
const STATE_PATH = '/_sandbox/state';
const OUR_PATHS = [PAGE_PATH, STATE_PATH];
const LONGEST_FILTER = 200;

const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** The read-only page about the sandbox, and its data. All that is signed, and all but reading, is left to AWS. */
export class SandboxPage {
  private shown: Shown | undefined;

  /** Until it is open, there is nothing to show. */
  open(shown: Shown): void {
    this.shown = shown;
  }

  answer(request: ReceivedRequest, world: World): WireAnswer | undefined {
    const { headers, method, path } = request;
    const [pathname = '', query = ''] = path.split(/\?(.*)/s);
    if (isSigned(request) || isUnsignedCall(method, pathname)) return undefined;
    if (!isLoopback(headers['host'])) return plain(403, 'the sandbox is looked at as 127.0.0.1 or localhost');
    if (!OUR_PATHS.includes(pathname)) return plain(404, `nothing is at ${pathname}; the page is at /`);
    if (!isReading(method))
      return plain(405, 'the page is read-only: GET or HEAD it', { allow: 'GET, HEAD' });
    return pathname === STATE_PATH
      ? this.state(world, new URLSearchParams(query).get('filter') ?? '')
      : page();
  }

  private state(world: World, filter: string): WireAnswer {
    if (!this.shown) return plain(503, 'the stack is being deployed');
    const text = filter.slice(0, LONGEST_FILTER);
    const body = JSON.stringify(snapshot(world, this.shown, text));
    return { status: 200, headers: { ...HEADERS, 'content-type': 'application/json' }, body };
  }
}

/** A signature, in a header or in the query of a presigned request, or the header by which JSON services are called. */
const isSigned = ({ headers, path }: ReceivedRequest): boolean =>
  headers['authorization'] !== undefined ||
  headers['x-amz-target'] !== undefined ||
  /[?&](X-Amz-(Algorithm|Credential|Signature)|AWSAccessKeyId|Signature)=/i.test(path);

const isReading = (method: string): boolean => method === 'GET' || method === 'HEAD';

/** Nobody signed it, and AWS has words for that. A browser only reads. */
const isUnsignedCall = (method: string, pathname: string): boolean =>
  !isReading(method) && (!OUR_PATHS.includes(pathname) || (method === 'POST' && pathname === PAGE_PATH));

/** Any other name was made to lead here, by a page that would read ours as its own (DNS rebinding). */
const isLoopback = (host = ''): boolean => /^(127\.0\.0\.1|localhost)(:\d+)?$/i.test(host);

const page = (): WireAnswer => ({
  status: 200,
  headers: {
    ...HEADERS,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-frame-options': 'DENY',
  },
  body: PAGE,
});

const plain = (
  status: number,
  problem: string,
  headers: Readonly<Record<string, string>> = {},
): WireAnswer => ({
  status,
  headers: { ...HEADERS, 'content-type': 'text/plain; charset=utf-8', ...headers },
  body: `${problem}\n`,
});
