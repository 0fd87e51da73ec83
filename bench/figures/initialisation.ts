import type { Figure } from '../figure';
import { withFunction } from '../loaded-function';
import { milliseconds, range, ratio, times } from '../numbers';
import { atMost, row } from '../row';
import { median, pairedRatio } from '../statistics';

const ROUNDS = 15;

export const initialisation: Figure = {
  name: 'initialisation',
  note: `Initialisation: ${ROUNDS} pairs of fresh processes that only load the bundle.`,
  async measure({ bundles, loopback }) {
    const load = (bundle: string): Promise<number> =>
      withFunction(bundle, loopback.url, ({ initMs }) => initMs);
    const ours: number[] = [];
    const defaults: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await load(bundles.ours));
      defaults.push(await load(bundles.defaults));
    }
    const paired = pairedRatio(ours, defaults);
    return [
      row("module initialisation against esbuild's defaults", paired.median, atMost(0.2, times), {
        measured: `${times(paired.median)} (${milliseconds(median(ours))} / ${milliseconds(median(defaults))})`,
        spread: range(paired, ratio),
      }),
    ];
  },
};
