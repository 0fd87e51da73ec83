import { type Operations, pageOf, textOf, textsOf } from '../operation';
import { ApiError } from '../wire/api-error';
import { LIMIT, pagingOf } from './paging';
import { refuseWithoutRecorder } from './recorder-settings';
import type { ConfigurationItem } from './state';

const USUAL_PAGE = 100;

export const DISCOVERY_OPERATIONS: Operations = {
  ListDiscoveredResources: {
    members: ['resourceType', 'resourceIds', 'resourceName', 'limit', 'includeDeletedResources', 'nextToken'],
    constraints: { limit: LIMIT, resourceIds: { length: [1, 20] } },
    perform({ input, region, world, authorize }) {
      authorize('config:ListDiscoveredResources', '*');
      refuseWithoutRecorder(region);
      const ids = textsOf(input, 'resourceIds');
      const name = textOf(input, 'resourceName');
      if (ids.length > 0 && name !== undefined)
        throw new ApiError(
          'ValidationException',
          'You can specify either resource IDs or a resource name, but not both',
        );
      const found = [...region.config.items.values()]
        .flatMap((items) => items.slice(-1))
        .filter(({ resourceType }) => resourceType === textOf(input, 'resourceType'))
        .filter(({ resourceId }) => ids.length === 0 || ids.includes(resourceId))
        .filter((item) => input['includeDeletedResources'] === true || !isDeleted(item))
        // Neither VPCs nor flow logs have a name that Config would know.
        .filter(() => name === undefined);
      const { page, nextToken } = pageOf(found, pagingOf({ input, world }, USUAL_PAGE));
      return { resourceIdentifiers: page.map(identifier), nextToken };
    },
  },
};

const isDeleted = ({ configurationItemStatus }: ConfigurationItem): boolean =>
  configurationItemStatus === 'ResourceDeleted';

const identifier = (item: ConfigurationItem): Record<string, unknown> => ({
  resourceType: item.resourceType,
  resourceId: item.resourceId,
  resourceDeletionTime: isDeleted(item) ? new Date(item.configurationItemCaptureTime) : undefined,
});
