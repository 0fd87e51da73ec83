import { ApiError } from '../wire/api-error';

/** In the words of EC2's newer operations, those of flow logs among them. */
export const missingMember = (member: string): ApiError =>
  new ApiError(
    'MissingParameter',
    `The request must include the ${member} parameter. Add the required parameter and retry the request.`,
  );
