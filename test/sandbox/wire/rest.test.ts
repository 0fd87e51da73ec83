import { request } from 'node:http';
import { Readable } from 'node:stream';
import { InvokeCommand, LambdaClient, ResourceNotFoundException } from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  NoSuchBucket,
  PutBucketTaggingCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { ApiError } from '../../../sandbox/wire/api-error';
import { type PlayedEndpoint, playEndpoint, send } from './played-endpoint';

let played: PlayedEndpoint;
let s3: S3Client;
let lambda: LambdaClient;

beforeEach(async () => {
  played = await playEndpoint();
  const credentials = { accessKeyId: 'AKID', secretAccessKey: 'secret' };
  const settings = { endpoint: played.url, region: 'eu-west-1', maxAttempts: 1, credentials };
  s3 = new S3Client(settings);
  lambda = new LambdaClient(settings);
  played.answerWith({});
});

afterEach(async () => {
  s3.destroy();
  lambda.destroy();
  await played.close();
});

const lastCall = () => played.calls.at(-1);

describe('a REST request is told from its neighbours', () => {
  it.each([
    ['GET', '/', 'ListBuckets'],
    ['GET', '/?x-id=ListDirectoryBuckets', 'ListDirectoryBuckets'],
    ['PUT', '/logs', 'CreateBucket'],
    ['PUT', '/logs/', 'CreateBucket'],
    ['GET', '/logs', 'ListObjects'],
    ['GET', '/logs?list-type=2', 'ListObjectsV2'],
    ['GET', '/logs?location', 'GetBucketLocation'],
    ['GET', '/logs?policy', 'GetBucketPolicy'],
    ['GET', '/logs?policyStatus=', 'GetBucketPolicyStatus'],
    ['GET', '/logs/policy', 'GetObject'],
    ['GET', '/logs/a/b/', 'GetObject'],
    ['GET', '/logs/a?acl', 'GetObjectAcl'],
    ['PUT', '/logs/a?partNumber=1&uploadId=u', 'UploadPart'],
  ])('%s %s is %s', async (method, path, operation) => {
    await send(played.url, { service: 's3', method, path });
    expect(lastCall()).toMatchObject({ service: 's3', operation });
  });

  it('by a header that one of them needs', async () => {
    const headers = { 'x-amz-copy-source': '/other/key' };
    await send(played.url, { service: 's3', method: 'PUT', path: '/logs/key', headers });
    expect(lastCall()).toMatchObject({
      operation: 'CopyObject',
      input: { Bucket: 'logs', Key: 'key', CopySource: '/other/key' },
    });
  });

  it('with its labels decoded, and the slashes of a key kept', async () => {
    await send(played.url, { service: 's3', path: '/logs/a%20b/%E2%82%AC/', method: 'GET' });
    expect(lastCall()?.input).toEqual({ Bucket: 'logs', Key: 'a b/€/' });
  });
});

describe('bodies as clients really send them', () => {
  it('a stream: in chunks of its own, with its checksum behind it', async () => {
    const Body = Readable.from([Buffer.from('one '), Buffer.from('two')]);
    await s3.send(new PutObjectCommand({ Bucket: 'logs', Key: 'k', Body, ContentLength: 7 }));
    const { Body: received, ChecksumCRC32, ContentEncoding } = lastCall()?.input ?? {};
    expect(Buffer.from(received as Uint8Array).toString()).toBe('one two');
    expect(ChecksumCRC32).toEqual(expect.stringMatching(/^[\w+/]{6}==$/));
    expect(ContentEncoding).toBeUndefined();
  });

  it('chunks that are signed one by one', async () => {
    const body = '1;chunk-signature=0a\r\n{\r\n1;chunk-signature=0b\r\n}\r\n0;chunk-signature=0c\r\n\r\n';
    const headers = { 'content-encoding': 'aws-chunked', 'x-amz-decoded-content-length': '2' };
    await send(played.url, { service: 's3', method: 'PUT', path: '/logs?policy', headers, body });
    expect(lastCall()?.input).toEqual({ Bucket: 'logs', Policy: '{}' });
  });

  it('bytes that are no text', async () => {
    const bytes = Uint8Array.from([0, 255, 128, 10, 13]);
    await s3.send(new PutObjectCommand({ Bucket: 'logs', Key: 'k', Body: bytes, Metadata: { team: 'net' } }));
    expect(lastCall()?.input).toMatchObject({ Body: bytes, Metadata: { team: 'net' } });
  });

  it('XML with lists, and with white space that somebody put there', async () => {
    const TagSet = [
      { Key: 'a&b', Value: '<é>' },
      { Key: 'c', Value: '' },
    ];
    await s3.send(new PutBucketTaggingCommand({ Bucket: 'logs', Tagging: { TagSet } }));
    expect(lastCall()?.input).toMatchObject({ Tagging: { TagSet } });
    const body =
      '<?xml version="1.0"?>\n<!-- by hand -->\n<s3:Tagging xmlns:s3="http://s3.amazonaws.com/doc/2006-03-01/">\n' +
      '  <TagSet>\n    <Tag><Key><![CDATA[a<b]]></Key><Value>&#x26;&#38;&amp;</Value></Tag>\n  </TagSet>\n</s3:Tagging>\n';
    await send(played.url, { service: 's3', method: 'PUT', path: '/logs?tagging', body });
    expect(lastCall()?.input).toEqual({
      Bucket: 'logs',
      Tagging: { TagSet: [{ Key: 'a<b', Value: '&&&' }] },
    });
  });

  it('a client that waits to be told to go on', async () => {
    const { hostname, port } = new URL(played.url);
    const authorization =
      'AWS4-HMAC-SHA256 Credential=AKID/20260301/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=0a';
    const headers = { authorization, expect: '100-continue', 'content-length': 2 };
    const status = await new Promise((resolve, reject) => {
      const put = request({ hostname, port, method: 'PUT', path: '/logs?policy', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      put.on('continue', () => put.end('{}')).on('error', reject);
      put.flushHeaders();
    });
    expect(status).toBe(200);
    expect(lastCall()?.input).toEqual({ Bucket: 'logs', Policy: '{}' });
  });
});

describe('answers of REST services', () => {
  it('have the status of the operation, and no body where there is none', async () => {
    const { status, body, headers } = await send(played.url, {
      ...{ service: 's3', method: 'DELETE', path: '/logs' },
    });
    expect([status, body, headers.get('content-length')]).toEqual([204, '', null]);
  });

  it('carry bytes', async () => {
    const Body = Uint8Array.from([0, 255, 128]);
    played.answerWith({ Body, ContentLength: 3, Metadata: { team: 'net' } });
    const answer = await s3.send(new GetObjectCommand({ Bucket: 'logs', Key: 'k' }));
    expect(await answer.Body?.transformToByteArray()).toEqual(Body);
    expect(answer.Metadata).toEqual({ team: 'net' });
  });

  it('carry flat lists and dates', async () => {
    const Contents = ['a', 'b'].map((Key) => ({
      Key,
      Size: 1,
      LastModified: new Date('2027-01-04T08:00:00Z'),
    }));
    played.answerWith({ Contents, IsTruncated: false, CommonPrefixes: [{ Prefix: 'x/' }] });
    const answer = await s3.send(new ListObjectsV2Command({ Bucket: 'logs' }));
    expect(answer).toMatchObject({ Contents, IsTruncated: false, CommonPrefixes: [{ Prefix: 'x/' }] });
  });

  it('are the text of one element for the location of a bucket', async () => {
    played.answerWith({ LocationConstraint: 'eu-west-1' });
    await expect(s3.send(new GetBucketLocationCommand({ Bucket: 'logs' }))).resolves.toMatchObject({
      LocationConstraint: 'eu-west-1',
    });
    const { body } = await send(played.url, { service: 's3', method: 'GET', path: '/logs?location' });
    expect(body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
        '<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">eu-west-1</LocationConstraint>',
    );
  });

  it('are typed exceptions of S3, with members and headers of their own', async () => {
    const headers = { 'x-amz-bucket-region': 'eu-north-1' };
    const details = { members: { BucketName: 'logs' }, headers };
    played.answerWith(new ApiError('NoSuchBucket', 'no <bucket> & no "logs"', 404, details));
    const error = await s3.send(new ListObjectsV2Command({ Bucket: 'logs' })).catch((caught) => caught);
    expect(error).toBeInstanceOf(NoSuchBucket);
    expect(error).toMatchObject({
      ...{ name: 'NoSuchBucket', message: 'no <bucket> & no "logs"', BucketName: 'logs' },
      $metadata: { httpStatusCode: 404, requestId: '00000000-0000-4000-8000-000000000001' },
    });
    expect(error.$response.headers).toMatchObject(headers);
  });

  it('have no body for HEAD: the status alone tells', async () => {
    played.answerWith(new ApiError('NoSuchBucket', 'gone', 404));
    await expect(s3.send(new HeadBucketCommand({ Bucket: 'logs' }))).rejects.toMatchObject({
      ...{ name: 'NotFound', $metadata: { httpStatusCode: 404 } },
    });
  });

  it('are typed exceptions of Lambda', async () => {
    played.answerWith(new ApiError('ResourceNotFoundException', 'Function not found: é', 404));
    const error = await lambda.send(new InvokeCommand({ FunctionName: 'f' })).catch((caught) => caught);
    expect(error).toBeInstanceOf(ResourceNotFoundException);
    expect(error).toMatchObject({ message: 'Function not found: é', Type: 'User' });
  });

  it.each([
    ['S3', 'InternalError', () => s3.send(new CreateBucketCommand({ Bucket: 'logs' }))],
    ['Lambda', 'ServiceException', () => lambda.send(new InvokeCommand({ FunctionName: 'f' }))],
  ])('tell nothing of a failure of the sandbox: %s', async (_title, name, call) => {
    const thrown = new TypeError('secret detail');
    played.answerWith(thrown);
    await expect(call()).rejects.toMatchObject({ name, message: expect.not.stringContaining('secret') });
    expect(played.failures).toEqual([thrown]);
  });
});
