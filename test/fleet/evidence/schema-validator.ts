import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import schema from '../../../fleet/evidence/evidence.schema.json';

const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
ajv.addFormat('uri', (text: string) => URL.canParse(text));

const validate: ValidateFunction = ajv.compile(schema);

/** What is wrong with it by the published schema, as a file would hold it; nothing where it is valid. */
export function schemaProblems(evidence: unknown): readonly string[] {
  validate(JSON.parse(JSON.stringify(evidence)));
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}
