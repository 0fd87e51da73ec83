import { serviceNames } from '../sandbox/wire/services';
import type { ForeignClient } from './foreign-client';
import type { Review } from './listed-differences';
import type { ProblemReview } from './listed-problems';
import type { Replayed } from './replay';
import type { Validation } from './validation';

export interface Findings {
  readonly replayed: Replayed;
  readonly review: Review;
  readonly entryProblems: readonly string[];
  readonly validation: Validation;
  readonly problems: ProblemReview;
  readonly templates: number;
  readonly lint: readonly string[];
  readonly client: ForeignClient;
  /** What the rehearsal that was recorded did not do as told. */
  readonly rehearsal: readonly string[];
}

/** Every reason for which the run fails, in the words for a person. */
export function failures(findings: Findings): readonly string[] {
  const { review, validation, problems } = findings;
  return [
    ...findings.entryProblems,
    ...review.unlisted.map(
      ({ operation, case: title, member, moto, sandbox }) =>
        `unlisted: ${operation} (${title}): ${member} is ${moto} in moto and ${sandbox} in the sandbox`,
    ),
    ...review.stale.map((entry) => `listed, and no longer so: ${entry}`),
    ...serviceNames
      .filter((service) => !(service in validation.services))
      .map((service) => `service models: no exchange of ${service} was recorded`),
    ...problems.unlisted.map(
      ({ text, times }) => `service models: ${text}${times > 1 ? ` (${times} times)` : ''}`,
    ),
    ...problems.stale.map((entry) => `listed, and no longer so: ${entry}`),
    ...validation.mutations.missed.map((title) => `planted and not seen: ${title}`),
    ...findings.lint.map((line) => `cfn-lint: ${line}`),
    ...findings.client.failures,
    ...findings.rehearsal,
  ];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const exchangesIn = ({ services }: Validation): number =>
  sum(Object.values(services).flatMap((operations) => Object.values(operations)));

/** What was looked at, a line for each part. */
export function printFindings(findings: Findings): string {
  const { replayed, review, validation, problems, client } = findings;
  const listedProblems = validation.problems.length - problems.unlisted.length;
  const { planted, missed } = validation.mutations;
  const services = Object.entries(validation.services).map(
    ([service, operations]) => `${service} ${sum(Object.values(operations))}`,
  );
  const operations = sum(Object.values(validation.services).map((each) => Object.keys(each).length));
  return [
    `moto            ${replayed.calls} calls, ${replayed.alike} alike; ${replayed.compared} members compared`,
    `                ${replayed.differences.length} differences: ${review.listed.length} listed with AWS's page, ` +
      `${review.unlisted.length} unlisted; ${review.stale.length} listed that no longer show`,
    `service models  ${exchangesIn(validation)} exchanges of ${operations} operations (${services.sort().join(', ')}): ` +
      `${problems.unlisted.length} problems`,
    ...(listedProblems > 0
      ? [`                ${listedProblems} listed with the page of AWS that they contradict`]
      : []),
    `                ${planted} mistakes planted, ${planted - missed.length} seen`,
    `cfn-lint        ${findings.templates} templates: ${findings.lint.length} findings`,
    `boto3           ${client.checks} checks, ${client.failures.length} failed`,
  ].join('\n');
}

export function summary(findings: Findings): string {
  const { replayed, review, validation } = findings;
  const count = failures(findings).length;
  return (
    `conformance: ${replayed.calls} calls, ${replayed.compared} members, ${review.listed.length} listed differences; ` +
    `${exchangesIn(validation)} exchanges, ${validation.mutations.planted} mutations, ${findings.templates} templates; ` +
    `${count === 0 ? 'all in order' : `${count} ${count === 1 ? 'failure' : 'failures'}`}`
  );
}
