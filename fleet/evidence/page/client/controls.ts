import { FILTER_KEYS, type Filter, NO_FILTER } from '../table/filter';

const controlOf = (controls: HTMLElement, name: keyof Filter): HTMLInputElement | HTMLSelectElement | null =>
  controls.querySelector<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`);

export function readControls(controls: HTMLElement): Filter {
  const chosen = FILTER_KEYS.map((key) => [key, controlOf(controls, key)?.value ?? '']);
  return { ...NO_FILTER, ...Object.fromEntries(chosen) };
}

export function writeControls(controls: HTMLElement, filter: Filter): void {
  for (const key of FILTER_KEYS) {
    const control = controlOf(controls, key);
    if (control) control.value = filter[key];
  }
}
