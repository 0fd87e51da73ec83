import { CONTROL_MAPPINGS } from '../../../fleet/evidence/control-mappings';

const EC26 = 'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-6';
const of = (framework: string, authority = 'aws'): readonly string[] =>
  CONTROL_MAPPINGS.filter((row) => row.framework === framework && row.authority === authority).map(
    ({ control }) => control,
  );

test.each(CONTROL_MAPPINGS)('$framework $control is a row with a page as its source', (row) => {
  expect(
    Object.keys(row).filter((key) => !['framework', 'control', 'title', 'source', 'authority'].includes(key)),
  ).toEqual([]);
  expect(new URL(row.source).protocol).toBe('https:');
  expect(row.framework.trim()).not.toBe('');
  expect(row.control.trim()).not.toBe('');
  expect(['aws', 'guide']).toContain(row.authority);
});

test('EC2.6 itself comes first, then what its own page names, then what guides say', () => {
  expect(CONTROL_MAPPINGS[0]?.control).toBe('EC2.6');
  const authorities = CONTROL_MAPPINGS.map(({ authority }) => authority);
  expect(authorities.join(' ')).toMatch(/^(aws ?)+(guide ?)+$/);
  expect(
    CONTROL_MAPPINGS.filter(({ authority }) => authority === 'aws').every(({ source }) => source === EC26),
  ).toBe(true);
});

test('no row stands twice', () => {
  const keys = CONTROL_MAPPINGS.map(({ framework, control, source }) => `${framework} ${control} ${source}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test.each([
  ['CIS AWS Foundations Benchmark v5.0.0', ['3.7']],
  ['CIS AWS Foundations Benchmark v3.0.0', ['3.7']],
  ['CIS AWS Foundations Benchmark v1.4.0', ['3.9']],
  ['CIS AWS Foundations Benchmark v1.2.0', ['2.9']],
  ['NIST SP 800-53 Rev. 5', ['AC-4(26)', 'AU-2', 'AU-3', 'AU-6(3)', 'AU-6(4)', 'AU-12', 'CA-7', 'SI-7(8)']],
  ['NIST SP 800-171 Rev. 2', ['3.1.20', '3.3.1', '3.13.1']],
  ['PCI DSS v3.2.1', ['10.3.3', '10.3.4', '10.3.5', '10.3.6']],
])('of %s the requirements are those of the page', (framework, controls) => {
  expect(of(framework)).toEqual(controls);
});

test('what the guides name is there as theirs', () => {
  const guides = CONTROL_MAPPINGS.filter(({ authority }) => authority === 'guide');
  expect(guides.map(({ framework, control }) => `${framework}: ${control}`)).toEqual([
    'SOC 2: CC7.2',
    'ISO/IEC 27001:2013: A.12.4',
    'PCI DSS v3.2.1: Requirement 10',
    'HIPAA: 164.312(b)',
  ]);
});
