/** `12,345`, the same on every machine. */
export const count = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

/** `1 VPC`, `12 VPCs`. */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** A share of 0 to 1 in percent, with one digit. Only all of it is 100 %, and only nothing is 0 %. */
export function percent(share: number): string {
  if (share >= 1) return '100 %';
  if (share <= 0) return '0 %';
  const tenths = Math.min(999, Math.max(1, Math.floor(share * 1000 + 1e-9)));
  return `${(tenths / 10).toFixed(1)} %`;
}

/** `2026-11-21 09:46:58 UTC`; a text that is no time stays as it is. */
export const time = (iso: string): string =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(iso) ? `${iso.slice(0, 19).replace('T', ' ')} UTC` : iso;
