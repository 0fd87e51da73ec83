import { complianceTypeOf, type FlowLog, type Reason } from '../../policy';
import { BUCKET, expectAnnotation, flowLog, judgeCase, LOG_GROUP, toLogGroup, toStream } from './builders';

type Row = readonly [
  sentence: string,
  required: Readonly<Record<string, unknown>>,
  flowLogs: readonly FlowLog[],
  reason: Reason,
  annotation?: string | RegExp,
];

const accept = (given: Partial<FlowLog> = {}) =>
  flowLog({ flowLogId: 'fl-a', trafficType: 'ACCEPT', ...given });
const reject = (given: Partial<FlowLog> = {}) =>
  flowLog({ flowLogId: 'fl-r', trafficType: 'REJECT', ...given });

function checks(rows: readonly Row[]): void {
  for (const [sentence, required, flowLogs, reason, annotation = /./] of rows)
    it(sentence, () => {
      const verdict = judgeCase({ required, flowLogs });
      expect(verdict.reason).toBe(reason);
      expect(complianceTypeOf(verdict)).toBe(reason === 'covered' ? 'COMPLIANT' : 'NON_COMPLIANT');
      expectAnnotation(verdict, annotation);
    });
}

describe('without a flow log of its own', () => {
  checks([
    // Also where GuardDuty or Security Lake reads the traffic: GuardDuty's copy is its own, and DescribeFlowLogs lists
    // neither. Whoever relies on them says so by an exemption.
    ['a VPC is uncovered', {}, [], 'no-flow-log', 'no flow log'],
    [
      'a flow log of one of its subnets',
      {},
      [flowLog({ resourceId: 'subnet-0123456789abcdef0' })],
      'no-flow-log',
    ],
    [
      'a flow log of a network interface',
      {},
      [flowLog({ resourceId: 'eni-0123456789abcdef0' })],
      'no-flow-log',
    ],
    [
      'a flow log of a transit gateway',
      {},
      [flowLog({ resourceId: 'tgw-0123456789abcdef0' })],
      'no-flow-log',
    ],
    ['a flow log of another VPC', {}, [flowLog({ resourceId: 'vpc-0123456789abcdef1' })], 'no-flow-log'],
    [
      'a flow log of a VPC whose id starts alike',
      {},
      [flowLog({ resourceId: 'vpc-0123456789abcdef' })],
      'no-flow-log',
    ],
  ]);
});

describe('traffic type', () => {
  checks([
    ['ALL meets ALL', { trafficType: 'ALL' }, [flowLog()], 'covered', `fl-1 captures ALL to ${BUCKET}`],
    [
      'ALL is required when nothing is written',
      {},
      [reject()],
      'traffic-type',
      'fl-r captures REJECT, ALL is required',
    ],
    ['ACCEPT does not meet ALL', {}, [accept()], 'traffic-type', 'fl-a captures ACCEPT, ALL is required'],
    // aws-config-rules asserts the contrary of the next two; ALL holds every record that ACCEPT or REJECT would.
    ['ALL meets ACCEPT, being a superset', { trafficType: 'ACCEPT' }, [flowLog()], 'covered'],
    ['ALL meets REJECT, being a superset', { trafficType: 'REJECT' }, [flowLog()], 'covered'],
    ['ACCEPT meets ACCEPT', { trafficType: 'ACCEPT' }, [accept()], 'covered'],
    ['REJECT meets REJECT', { trafficType: 'REJECT' }, [reject()], 'covered'],
    ['ACCEPT does not meet REJECT', { trafficType: 'REJECT' }, [accept()], 'traffic-type'],
    ['REJECT does not meet ACCEPT', { trafficType: 'ACCEPT' }, [reject()], 'traffic-type'],
    [
      'ACCEPT and REJECT together meet ALL',
      {},
      [accept(), reject()],
      'covered',
      `fl-a captures ACCEPT to ${BUCKET}; fl-r captures REJECT to ${BUCKET}`,
    ],
    [
      'two ACCEPT do not meet ALL',
      {},
      [accept(), accept({ flowLogId: 'fl-b' })],
      'traffic-type',
      /\(\+1 more\)$/,
    ],
    [
      'ACCEPT and REJECT do not meet ALL when one fails to deliver',
      {},
      [accept(), reject({ deliverLogsStatus: 'FAILED' })],
      'traffic-type',
    ],
    [
      'ACCEPT and REJECT do not meet ALL when one goes to a destination that is not approved',
      { destinations: [BUCKET] },
      [accept(), reject({ destination: 'arn:aws:s3:::elsewhere' })],
      'traffic-type',
    ],
    [
      'ACCEPT and REJECT may go to different approved destinations',
      { destinations: [BUCKET, LOG_GROUP] },
      [accept(), toLogGroup({ flowLogId: 'fl-r', trafficType: 'REJECT' })],
      'covered',
    ],
    [
      'a flow log whose traffic type is not known captures nothing',
      {},
      [flowLog({ trafficType: undefined })],
      'traffic-type',
      'fl-1 captures an unknown type of traffic, ALL is required',
    ],
  ]);
});

describe('one flow log must meet the whole requirement', () => {
  const halfRight = [
    flowLog({ flowLogId: 'fl-1', maxAggregationInterval: 600 }),
    flowLog({ flowLogId: 'fl-2', maxAggregationInterval: 60, destination: 'arn:aws:s3:::elsewhere' }),
    flowLog({ flowLogId: 'fl-3', maxAggregationInterval: 60, trafficType: 'REJECT' }),
  ];
  checks([
    [
      'three flow logs that are each wrong in another attribute do not add up',
      { destinations: [BUCKET], maxAggregationInterval: 60 },
      halfRight,
      'aggregation-interval',
      'fl-1 aggregates for 600 s, at most 60 s is allowed (+2 more)',
    ],
    [
      'a bad one beside a good one is told, and changes nothing',
      {},
      [
        flowLog(),
        flowLog({ flowLogId: 'fl-2', deliverLogsStatus: 'FAILED', deliverLogsErrorMessage: 'Access error' }),
      ],
      'covered',
      `fl-1 captures ALL to ${BUCKET}; fl-2 fails to deliver: Access error`,
    ],
    [
      'a second one that covers as well is told as a cost, never as a fault',
      {},
      [flowLog(), toLogGroup({ flowLogId: 'fl-2' })],
      'covered',
      `fl-1 captures ALL to ${BUCKET}; captured again by fl-2, at extra cost`,
    ],
    [
      'each further one that covers as well is named',
      {},
      [flowLog({ flowLogId: 'fl-3' }), flowLog(), toLogGroup({ flowLogId: 'fl-2' })],
      'covered',
      `fl-1 captures ALL to ${BUCKET}; captured again by fl-2, fl-3, at extra cost`,
    ],
    [
      'the nearest miss is named: the one with the fewest shortfalls',
      { destinationTypes: ['s3'] },
      [
        toLogGroup({ flowLogId: 'fl-1', trafficType: 'REJECT' }),
        flowLog({ flowLogId: 'fl-2', trafficType: 'REJECT' }),
      ],
      'traffic-type',
      'fl-2 captures REJECT, ALL is required (+1 more)',
    ],
    [
      'of equally near misses, the first id is named',
      {},
      [reject({ flowLogId: 'fl-2' }), reject({ flowLogId: 'fl-1' })],
      'traffic-type',
      /^fl-1 /,
    ],
    [
      'every shortfall of the nearest miss is told, the gravest is the reason',
      { destinations: [BUCKET], maxAggregationInterval: 60 },
      [reject({ destination: LOG_GROUP })],
      'destination',
      `fl-r delivers to ${LOG_GROUP}, which is not approved and aggregates for 600 s, at most 60 s is allowed and captures REJECT, ALL is required`,
    ],
    [
      'a VPC needs no flow logs of its subnets beside its own: they inherit',
      {},
      [
        flowLog(),
        flowLog({ flowLogId: 'fl-2', resourceId: 'subnet-0123456789abcdef0', deliverLogsStatus: 'FAILED' }),
      ],
      'covered',
      `fl-1 captures ALL to ${BUCKET}`,
    ],
  ]);
});

describe('delivery health', () => {
  const failed = (deliverLogsErrorMessage: string | undefined) =>
    flowLog({ deliverLogsStatus: 'FAILED', deliverLogsErrorMessage });
  checks([
    [
      'ACTIVE is not enough: "Access error" is a failure',
      {},
      [failed('Access error')],
      'delivery-failed',
      'fl-1 fails to deliver: Access error',
    ],
    [
      '"Rate limited" is a failure: records are missing',
      {},
      [failed('Rate limited')],
      'delivery-failed',
      'fl-1 fails to deliver: Rate limited',
    ],
    [
      '"Unknown error" is a failure',
      {},
      [failed('Unknown error')],
      'delivery-failed',
      'fl-1 fails to deliver: Unknown error',
    ],
    [
      'FAILED without a message is a failure',
      {},
      [failed(undefined)],
      'delivery-failed',
      'fl-1 fails to deliver: EC2 reports FAILED and names no cause',
    ],
    [
      'FAILED with an empty message is a failure',
      {},
      [failed('')],
      'delivery-failed',
      'fl-1 fails to deliver: EC2 reports FAILED and names no cause',
    ],
    [
      'a message without FAILED is a failure',
      {},
      [flowLog({ deliverLogsStatus: undefined, deliverLogsErrorMessage: 'Access error' })],
      'delivery-failed',
    ],
    [
      'a message beside SUCCESS is a failure',
      {},
      [flowLog({ deliverLogsErrorMessage: 'Access error' })],
      'delivery-failed',
    ],
    [
      'a status that the API does not know yet is not taken for success',
      {},
      [flowLog({ deliverLogsStatus: 'PARTIAL' })],
      'delivery-failed',
      'fl-1 fails to deliver: EC2 reports PARTIAL and names no cause',
    ],
    ['success is compared exactly', {}, [flowLog({ deliverLogsStatus: 'success' })], 'delivery-failed'],
    // A new flow log has none until the first records, and a quiet VPC has no records: silence is not a failure.
    ['no status at all is no reported failure', {}, [flowLog({ deliverLogsStatus: undefined })], 'covered'],
    [
      'a status other than ACTIVE is inactive',
      {},
      [flowLog({ flowLogStatus: 'DELETED' })],
      'inactive',
      'fl-1 has status DELETED, not ACTIVE',
    ],
    [
      'no flow log status is not vouched for',
      {},
      [flowLog({ flowLogStatus: undefined })],
      'inactive',
      'fl-1 has status unknown, not ACTIVE',
    ],
    ['status is compared exactly', {}, [flowLog({ flowLogStatus: 'active' })], 'inactive'],
  ]);
});

describe('destination', () => {
  checks([
    ['any type will do when none is written', {}, [toStream()], 'covered'],
    [
      'a type that the API did not have when this was written is not vouched for',
      {},
      [flowLog({ destinationType: undefined })],
      'destination-type',
      'fl-1 delivers to a type of destination that is unknown here',
    ],
    [
      'a stream where s3 is required',
      { destinationTypes: ['s3'] },
      [toStream()],
      'destination-type',
      'fl-1 delivers to kinesis-data-firehose, s3 is required',
    ],
    [
      'a bucket where either other type is required',
      { destinationTypes: ['cloud-watch-logs', 'kinesis-data-firehose'] },
      [flowLog()],
      'destination-type',
      'fl-1 delivers to s3, cloud-watch-logs or kinesis-data-firehose is required',
    ],
    ['one of several types will do', { destinationTypes: 's3,cloud-watch-logs' }, [toLogGroup()], 'covered'],
    ['an approved bucket', { destinations: [BUCKET] }, [flowLog()], 'covered'],
    [
      'a bucket that is not approved',
      { destinations: [BUCKET] },
      [flowLog({ destination: 'arn:aws:s3:::other' })],
      'destination',
      'fl-1 delivers to arn:aws:s3:::other, which is not approved',
    ],
    // Peers look for LogGroupName here and raise KeyError or AttributeError on an S3 flow log, which has none.
    ['a bucket where a log group is approved', { destinations: [LOG_GROUP] }, [flowLog()], 'destination'],
    [
      'no destination at all where one must be approved',
      { destinations: [LOG_GROUP] },
      [toLogGroup({ destination: undefined })],
      'destination',
      'fl-1 delivers to nowhere, which is not approved',
    ],
    [
      'no destination at all where any will do',
      {},
      [toLogGroup({ destination: undefined })],
      'covered',
      'fl-1 captures ALL to cloud-watch-logs',
    ],
    [
      'an approved bucket of another account: ownership is not assumed',
      { destinations: ['arn:aws:s3:::central-logs-999988887777'] },
      [flowLog({ destination: 'arn:aws:s3:::central-logs-999988887777/org/' })],
      'covered',
    ],
  ]);
});

describe('records', () => {
  checks([
    [
      '600 s where 60 s is allowed',
      { maxAggregationInterval: 60 },
      [flowLog()],
      'aggregation-interval',
      'fl-1 aggregates for 600 s, at most 60 s is allowed',
    ],
    [
      '60 s where 600 s is allowed',
      { maxAggregationInterval: 600 },
      [flowLog({ maxAggregationInterval: 60 })],
      'covered',
    ],
    [
      '60 s where 60 s is allowed',
      { maxAggregationInterval: '60' },
      [flowLog({ maxAggregationInterval: 60 })],
      'covered',
    ],
    [
      'the default format lacks fields of later versions',
      { requiredFields: 'vpc-id,srcaddr,flow-direction' },
      [flowLog()],
      'log-format',
      'fl-1 lacks the fields vpc-id, flow-direction',
    ],
    [
      'a longer format holds what is required',
      { requiredFields: 'vpc-id' },
      [flowLog({ fields: ['version', 'vpc-id', 'a-field-of-tomorrow'] })],
      'covered',
    ],
    [
      'field names are compared whole',
      { requiredFields: 'vpc-id' },
      [flowLog({ fields: ['next-hop-vpc-id'] })],
      'log-format',
    ],
    [
      'plain text where parquet is required',
      { fileFormat: 'parquet' },
      [flowLog()],
      'file-format',
      'fl-1 writes plain-text, parquet is required',
    ],
    [
      'parquet where plain text is required',
      { fileFormat: 'plain-text' },
      [flowLog({ fileFormat: 'parquet' })],
      'file-format',
    ],
    [
      'parquet where parquet is required',
      { fileFormat: 'parquet' },
      [flowLog({ fileFormat: 'parquet' })],
      'covered',
    ],
    ['either file format where none is required', {}, [flowLog({ fileFormat: 'parquet' })], 'covered'],
    // The inventory fills in the default: undefined is a format that the API did not have when this was written.
    [
      'a file format that we do not know is not taken for plain text',
      { fileFormat: 'plain-text' },
      [flowLog({ fileFormat: undefined })],
      'file-format',
      'fl-1 writes an unknown file format, plain-text is required',
    ],
    ['other destinations have no file format', { fileFormat: 'parquet' }, [toLogGroup()], 'covered'],
  ]);
});

describe('a listing that repeats itself', () => {
  it('counts a flow log once', () =>
    expect(judgeCase({ flowLogs: [flowLog(), flowLog()] }).annotation).toBe(
      `fl-1 captures ALL to ${BUCKET}`,
    ));

  const failing = flowLog({ deliverLogsStatus: 'FAILED' });
  it('believes the same one of two unhealthy copies, whichever is read first', () => {
    const copies = ['Access error', 'Rate limited'].map((deliverLogsErrorMessage) =>
      flowLog({ deliverLogsErrorMessage }),
    );
    expect(judgeCase({ flowLogs: copies })).toEqual(judgeCase({ flowLogs: [...copies].reverse() }));
  });

  it.each([
    ['first', [failing, flowLog()]],
    ['last', [flowLog(), failing]],
  ])('believes the unhealthy copy of one flow log, read %s', (_, flowLogs) =>
    expect(judgeCase({ flowLogs }).reason).toBe('delivery-failed'),
  );
});
