import { type Input, notModelled, structuresOf, textOf } from '../operation';
import { ApiError } from '../wire/api-error';
import type { ListedFinding } from './finding-shape';

/** Of one attribute: https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFindingFilters.html */
const MOST_VALUES = 20;

const ATTRIBUTES: Readonly<Record<string, (finding: ListedFinding) => readonly string[]>> = {
  AwsAccountId: ({ AwsAccountId }) => [AwsAccountId],
  ComplianceSecurityControlId: ({ Compliance }) => [Compliance.SecurityControlId],
  ComplianceStatus: ({ Compliance }) => [Compliance.Status],
  GeneratorId: ({ GeneratorId }) => [GeneratorId],
  Id: ({ Id }) => [Id],
  ProductArn: ({ ProductArn }) => [ProductArn],
  ProductName: ({ ProductName }) => [ProductName],
  RecordState: ({ RecordState }) => [RecordState],
  Region: ({ Region }) => [Region],
  ResourceId: ({ Resources }) => Resources.map(({ Id }) => Id),
  ResourceType: ({ Resources }) => Resources.map(({ Type }) => Type),
  SeverityLabel: ({ Severity }) => [Severity.Label],
  Title: ({ Title }) => [Title],
  WorkflowStatus: ({ Workflow }) => [Workflow.Status],
};

interface Comparison {
  readonly holds: (text: string, value: string) => boolean;
  /** Such filters on one attribute must all hold; of the others one is enough. */
  readonly isNegative: boolean;
}

/** https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_StringFilter.html */
const COMPARISONS: Readonly<Record<string, Comparison>> = {
  EQUALS: { holds: (text, value) => text === value, isNegative: false },
  PREFIX: { holds: (text, value) => text.startsWith(value), isNegative: false },
  CONTAINS: { holds: (text, value) => text.includes(value), isNegative: false },
  NOT_EQUALS: { holds: (text, value) => text !== value, isNegative: true },
  PREFIX_NOT_EQUALS: { holds: (text, value) => !text.startsWith(value), isNegative: true },
  NOT_CONTAINS: { holds: (text, value) => !text.includes(value), isNegative: true },
};

/** Whether a finding passes the filters of every attribute. An attribute that is not modelled is refused by name. */
export function findingFilter(filters: Input): (finding: ListedFinding) => boolean {
  const tests = Object.keys(filters).map((attribute) => {
    const valuesOf = Object.hasOwn(ATTRIBUTES, attribute) ? ATTRIBUTES[attribute] : undefined;
    if (!valuesOf) throw notModelled(`the filter ${attribute} of GetFindings`);
    const given = structuresOf(filters, attribute);
    if (given.length > MOST_VALUES)
      throw invalidInput(`${attribute} has ${given.length} values, at most ${MOST_VALUES}`);
    const compared = given.map((filter) => ({
      ...comparisonOf(filter),
      value: textOf(filter, 'Value') ?? '',
    }));
    const [negative, positive] = [true, false].map((kind) =>
      compared.filter(({ isNegative }) => isNegative === kind),
    ) as [typeof compared, typeof compared];
    return (finding: ListedFinding) =>
      valuesOf(finding).some(
        (text) =>
          negative.every(({ holds, value }) => holds(text, value)) &&
          (positive.length === 0 || positive.some(({ holds, value }) => holds(text, value))),
      );
  });
  return (finding) => tests.every((test) => test(finding));
}

function comparisonOf(filter: Input): Comparison {
  const name = textOf(filter, 'Comparison') ?? '';
  const comparison = Object.hasOwn(COMPARISONS, name) ? COMPARISONS[name] : undefined;
  if (!comparison)
    throw name === 'CONTAINS_WORD'
      ? notModelled(`the comparison ${name}`)
      : invalidInput(`${name} is no comparison`);
  return comparison;
}

const invalidInput = (message: string): ApiError => new ApiError('InvalidInputException', message);
