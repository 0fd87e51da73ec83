import { type OptInStatus, regionsOf } from '../account/regions';
import { type Operations, structuresOf, textsOf } from '../operation';
import { ApiError } from '../wire/api-error';
import { endDryRun } from './dry-run';
import { type FilteredValues, valuesFilter } from './filters';

interface ListedRegion {
  readonly RegionName: string;
  readonly Endpoint: string;
  readonly OptInStatus: OptInStatus;
}

const FILTERS: ReadonlyMap<string, FilteredValues<ListedRegion>> = new Map([
  ['endpoint', ({ Endpoint }) => [Endpoint]],
  ['opt-in-status', ({ OptInStatus }) => [OptInStatus]],
  ['region-name', ({ RegionName }) => [RegionName]],
]);

export const REGION_OPERATIONS: Operations = {
  DescribeRegions: {
    members: ['AllRegions', 'RegionNames', 'Filters', 'DryRun'],
    perform(request) {
      request.authorize('ec2:DescribeRegions', '*');
      endDryRun(request);
      const { world, region, input } = request;
      const { partition, accountId } = region.place;
      const all = regionsOf(partition).map(
        (name): ListedRegion => ({
          RegionName: name,
          Endpoint: `ec2.${name}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`,
          OptInStatus: world.accountRegions.status({ accountId, region: name }),
        }),
      );
      const names = textsOf(input, 'RegionNames');
      const unknown = names.filter((name) => !all.some(({ RegionName }) => RegionName === name));
      // The words are those of https://github.com/awslabs/amazon-s3-tar-tool/pull/7
      if (unknown.length > 0)
        throw new ApiError('InvalidParameterValue', `Invalid region: [${unknown.join(', ')}]`);
      // Regions that are named are shown whether they are enabled or not.
      const shown = all
        .filter(({ RegionName }) => names.length === 0 || names.includes(RegionName))
        .filter(
          ({ OptInStatus }) =>
            names.length > 0 || input['AllRegions'] === true || OptInStatus !== 'not-opted-in',
        );
      const passes = valuesFilter('DescribeRegions', structuresOf(input, 'Filters'), (name) =>
        FILTERS.get(name),
      );
      return { Regions: shown.filter(passes) };
    },
  },
};
