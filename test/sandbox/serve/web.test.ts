import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import { SandboxPage } from '../../../sandbox/serve/web';
import { World } from '../../../sandbox/world';
import { browserRequest } from './requests';

const START = new Date('2027-01-04T08:00:00Z');
const PLACE = { partition: 'aws', accountId: '111122223333', region: 'eu-central-1' };
const SIGNED = {
  authorization: `AWS4-HMAC-SHA256 Credential=111122223333/20270104/eu-central-1/s3/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
};

function opened() {
  const page = new SandboxPage();
  page.open({ place: PLACE, speed: 30, start: START });
  const world = new World({ start: START });
  return (...given: Parameters<typeof browserRequest>) => page.answer(browserRequest(...given), world);
}

describe('the page', () => {
  const answer = opened();
  const page = answer('/');

  test.each(['/', '/?whatever=1'])('is one document at %s', (path) => {
    expect(answer(path)?.status).toBe(200);
    expect(answer(path)?.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer(path)?.body).toMatch(/^<!doctype html>/);
  });

  test('loads nothing from elsewhere, and no other file', () => {
    expect(page?.body).not.toMatch(/\b(src|href)="(?!data:)/);
    expect(page?.body).not.toMatch(/@import|url\(/);
  });

  test.each(['style', 'script'])('may run its own %s and no other', (kind) => {
    const elements = [...(page?.body ?? '').matchAll(new RegExp(`<${kind}[^>]*>(.*?)</${kind}>`, 'gs'))];
    expect(elements).toHaveLength(1);
    const hash = createHash('sha256')
      .update(elements[0]?.[1] ?? '')
      .digest('base64');
    expect(page?.headers['content-security-policy']).toContain(`${kind}-src 'sha256-${hash}';`);
    expect(page?.body).not.toMatch(/ (style|on\w+)="/);
  });

  test('allows nothing that it does not name', () => {
    const policy = page?.headers['content-security-policy'] ?? '';
    expect(policy.split('; ').map((directive) => directive.replace(/'sha256-[^']+'/, 'hash'))).toEqual([
      "default-src 'none'",
      'style-src hash',
      'script-src hash',
      "connect-src 'self'",
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
  });

  test('has a script that is JavaScript and never makes markup of a text', () => {
    const [, script = ''] = /<script>(.*)<\/script>/s.exec(page?.body ?? '') ?? [];
    expect(new Script(script)).toBeInstanceOf(Script);
    expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|DOMParser/);
  });

  test('is kept by no cache, framed by nobody and taken for nothing else', () => {
    expect(page?.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    });
  });
});

describe('its data', () => {
  test('is JSON that a browser takes for nothing else', () => {
    const state = opened()('/_sandbox/state');
    expect(state?.status).toBe(200);
    expect(state?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(JSON.parse(state?.body ?? '')).toMatchObject({ clock: START.toISOString(), at: 0, speed: 30 });
  });

  test('is not there until the stack is deployed', () => {
    const answer = new SandboxPage().answer(browserRequest('/_sandbox/state'), new World({ start: START }));
    expect(answer?.status).toBe(503);
  });
});

describe('a request', () => {
  test.each([
    ['127.0.0.1:4599', 200],
    ['127.0.0.1', 200],
    ['localhost:4599', 200],
    ['LOCALHOST:4599', 200],
    ['evil.example:4599', 403],
    ['127.0.0.1.evil.example', 403],
    ['localhost.evil.example:4599', 403],
    ['evil.example#127.0.0.1', 403],
    ['', 403],
  ])('to the host %p is answered with %d', (host, status) => {
    for (const path of ['/', '/_sandbox/state'])
      expect(opened()(path, { headers: { host } })?.status).toBe(status);
  });

  test.each([
    ['HEAD', '/', 200],
    ['HEAD', '/_sandbox/state', 200],
    ['PUT', '/', 405],
    ['DELETE', '/', 405],
    ['OPTIONS', '/', 405],
    ['POST', '/_sandbox/state', 405],
    ['PUT', '/_sandbox/state', 405],
    ['GET', '/elsewhere', 404],
    ['GET', '//', 404],
    ['GET', '/_sandbox/state/', 404],
    ['HEAD', '/favicon.ico', 404],
  ])('%s %s is answered with %d', (method, path, status) => {
    const answer = opened()(path, { method });
    expect(answer?.status).toBe(status);
    expect(answer?.headers['allow']).toBe(status === 405 ? 'GET, HEAD' : undefined);
  });

  test.each([
    ['with a signature', 'GET', '/', SIGNED],
    ['with a signature, of a bucket', 'GET', '/logs?list-type=2', SIGNED],
    ['with a signature, of the state', 'GET', '/_sandbox/state', SIGNED],
    ['with half a signature', 'GET', '/', { authorization: 'AWS4-HMAC-SHA256' }],
    ['of a JSON service', 'POST', '/', { 'x-amz-target': 'StarlingDoveService.PutEvaluations' }],
    ['that was presigned', 'GET', '/logs/key?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=0', {}],
    ['that was presigned in the old way', 'GET', '/logs/key?AWSAccessKeyId=x&Signature=y', {}],
    ['without a signature, to an AWS API', 'POST', '/', {}],
    ['without a signature, that writes', 'PUT', '/logs/key', {}],
  ])('%s is left to AWS', (_, method, path, headers) => {
    expect(opened()(path, { method, headers })).toBeUndefined();
  });
});
