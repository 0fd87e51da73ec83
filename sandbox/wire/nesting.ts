/** No request that a service understands is nested so deeply, and every reader below works by recursion. */
const DEEPEST = 100;

/** Whether parsed JSON is nested more deeply than is read here. */
export function isNestedTooDeeply(json: unknown): boolean {
  let level = [json];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth += 1)
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  return level.length > 0;
}
