import { sizeOf } from '../bundles';
import type { Figure } from '../figure';
import { bytes, whole } from '../numbers';
import { atMost, row } from '../row';

export const bundleSize: Figure = {
  name: 'bundle-size',
  note: 'The bare SDK is what the same build keeps of the same clients and commands; our build leaves out parts of it that nothing loads, and the pruned SDK is without them too.',
  measure({ bundles }) {
    const ours = sizeOf(bundles.ours);
    const floor = sizeOf(bundles.floor);
    const pruned = sizeOf(bundles.prunedFloor);
    const measured = `${bytes(ours - floor)} (${whole(ours)} over ${whole(floor)}; ${whole(ours - pruned)} over the pruned SDK)`;
    return Promise.resolve([
      row('bundle over the bare SDK floor', ours - floor, atMost(25_000, bytes), { measured }),
    ]);
  },
};
