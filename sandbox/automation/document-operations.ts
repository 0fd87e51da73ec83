import { createHash } from 'node:crypto';
import { notModelled, type OperationRequest, type Operations, pageOf, textOf } from '../operation';
import { ApiError } from '../wire/api-error';
import type { StoredDocument } from './executions';
import {
  filtersOf,
  invalidFilterKey,
  MAX_RESULTS,
  pagingOf,
  type RequestFilter,
  ssmArn,
} from './ssm-requests';

/** A document that CloudFormation deploys with its stack has one version. */
const VERSION = '1';

export const DOCUMENT_OPERATIONS: Operations = {
  GetDocument: {
    members: ['Name', 'DocumentVersion', 'DocumentFormat'],
    constraints: { DocumentFormat: { oneOf: ['YAML', 'JSON', 'TEXT'] } },
    perform(request) {
      const document = documentNamed(request, 'ssm:GetDocument');
      const format = textOf(request.input, 'DocumentFormat') ?? 'JSON';
      if (format !== 'JSON') throw notModelled(`DocumentFormat ${format} of GetDocument`);
      return {
        ...facts(document),
        CreatedDate: document.createdDate,
        Status: 'Active',
        Content: contentText(document),
      };
    },
  },

  DescribeDocument: {
    members: ['Name', 'DocumentVersion'],
    perform(request) {
      const document = documentNamed(request, 'ssm:DescribeDocument');
      return { Document: description(request, document) };
    },
  },

  ListDocuments: {
    members: ['Filters', 'MaxResults', 'NextToken'],
    constraints: MAX_RESULTS,
    perform(request) {
      const { region, input } = request;
      request.authorize('ssm:ListDocuments', '*');
      const filters = filtersOf(input);
      const found = [...region.documents.values()].filter((document) =>
        filters.every((filter) => isListed(document, filter)),
      );
      const { page, nextToken } = pageOf(found, pagingOf(request));
      const identifiers = page.map((document) => ({
        ...facts(document),
        CreatedDate: document.createdDate,
        Owner: region.place.accountId,
        SchemaVersion: '0.3',
      }));
      return { DocumentIdentifiers: identifiers, NextToken: nextToken };
    },
  },
};

function documentNamed(request: OperationRequest, action: string): StoredDocument {
  const name = textOf(request.input, 'Name') ?? '';
  request.authorize(action, ssmArn(request, `document/${name}`));
  const document = request.region.documents.get(name);
  if (!document) throw new ApiError('InvalidDocument', `Document with name ${name} does not exist.`);
  const version = textOf(request.input, 'DocumentVersion') ?? '$DEFAULT';
  if (!['$DEFAULT', '$LATEST', VERSION].includes(version))
    throw new ApiError('InvalidDocumentVersion', `Document ${name} has no version ${version}.`);
  return document;
}

const contentText = ({ content }: StoredDocument): string => JSON.stringify(content.json);

const facts = ({ name }: StoredDocument): Record<string, unknown> => ({
  Name: name,
  DocumentVersion: VERSION,
  DocumentType: 'Automation',
  DocumentFormat: 'JSON',
});

const description = ({ region }: OperationRequest, document: StoredDocument): Record<string, unknown> => ({
  ...facts(document),
  Owner: region.place.accountId,
  CreatedDate: document.createdDate,
  Status: 'Active',
  SchemaVersion: '0.3',
  DefaultVersion: VERSION,
  LatestVersion: VERSION,
  Hash: createHash('sha256').update(contentText(document)).digest('hex'),
  HashType: 'Sha256',
  Description: document.content.description,
  Parameters: Object.entries(document.content.parameters).map(([Name, parameter]) => ({
    Name,
    Type: 'String',
    Description: parameter.description,
    DefaultValue: parameter.default,
  })),
});

/** Keys by DocumentKeyValuesFilter. */
function isListed({ name }: StoredDocument, { key, values }: RequestFilter): boolean {
  switch (key) {
    case 'Name':
      return values.some((prefix) => name.startsWith(prefix));
    case 'Owner':
      return values.includes('Self');
    case 'DocumentType':
      return values.includes('Automation');
    case 'PlatformTypes':
    case 'TargetType':
    case 'SearchKeyword':
      throw notModelled(`filter ${key} of ListDocuments`);
    default:
      if (key.startsWith('tag:')) throw notModelled(`filter ${key} of ListDocuments`);
      throw invalidFilterKey(key);
  }
}
