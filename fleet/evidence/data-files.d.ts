/** The data files of this room, whose shapes tests hold. */

declare module '*/control-mappings.json' {
  const rows: readonly import('./evidence').ControlMapping[];
  export = rows;
}

declare module '*/evidence.schema.json' {
  const schema: Readonly<Record<string, unknown>>;
  export = schema;
}
