import type { Explanation } from '../remedies/explanation';
import { plainText } from '../terminal/plain-text';
import type { Terminal } from '../terminal/terminal';

/** Sentences, and code to copy: it holds nothing that a terminal obeys, or that was not made out to be an ARN. */
export function explanationLines(
  { cause, repairs, remedy, code }: Explanation,
  accountId: string,
  terminal: Terminal,
): readonly string[] {
  const titled = (title: string, lines: readonly string[]): readonly string[] => [
    `  ${terminal.paint('bold', plainText(title))}`,
    ...lines.map((line) => (line === '' ? '' : `    ${line}`)),
  ];
  return [
    `  cause: ${plainText(cause)}`,
    ...repairs.map((repair) => `  repair: ${plainText(repair)}`),
    `  remedy: ${plainText(remedy)}`,
    ...(code
      ? [
          ...titled(`AWS CLI, with credentials of account ${accountId}:`, code.awsCli),
          ...titled(
            `Terraform, with a provider of account ${accountId}, version 6 or later for region:`,
            code.terraform,
          ),
          ...titled(`CDK, in a stack of account ${accountId} and this Region:`, code.cdk),
        ]
      : []),
  ];
}
