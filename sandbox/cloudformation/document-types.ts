type Members = Readonly<Record<string, unknown>>;

/** The document as it would be if CloudFormation made texts of the numbers and booleans in its API inputs. */
export const withTextInputs = (content: unknown): unknown => {
  const { mainSteps, ...others } = content as Members & { readonly mainSteps: readonly Members[] };
  return {
    ...others,
    mainSteps: mainSteps.map((step) => ({ ...step, inputs: asTexts(step['inputs']) })),
  };
};

function asTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asTexts);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, asTexts(each)]));
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}
