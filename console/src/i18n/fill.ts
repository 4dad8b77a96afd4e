export type Values = Record<string, string | number>;

/** Put `values` into a message: {name} is replaced; "one|many" is chosen by `n`. */
export function fill(message: string, values: Values = {}): string {
  const [one, many] = message.split("|");
  const form = many === undefined || values.n === 1 ? one! : many;
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
