/** How figures are written, in the table and in its goals. */
import type { Spread } from './statistics';

export const whole = (value: number): string => Math.round(value).toLocaleString('en-US');

export const milliseconds = (value: number): string =>
  value < 10 ? `${value.toFixed(1)} ms` : `${whole(value)} ms`;

export const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

export const bytes = (value: number): string => `${whole(value)} bytes`;

/** Three digits, so that 0.804 is not taken for a goal of 0.8. */
export const ratio = (value: number): string => String(Number(value.toPrecision(3)));

export const times = (value: number): string => `${ratio(value)} times`;

export const range = ({ min, max }: Spread, print: (value: number) => string): string =>
  `${print(min)} – ${print(max)}`;

export const seconds = (value: number): string => `${whole(value)} s`;

export const minutes = (inSeconds: number): string => `${(inSeconds / 60).toFixed(1)} min`;

/** Four digits: a step of Automation costs a fifth of a cent. */
export const dollars = (value: number): string => `$${value.toFixed(4)}`;

export const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
