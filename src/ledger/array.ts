/** A PostgreSQL array literal of ids, numbers or instants, which need no quoting. */
export function plainArray(values: readonly (string | bigint | number | null)[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`;
}

/** A PostgreSQL array literal of texts. */
export function textArray(values: readonly (string | null)[]): string {
  return `{${values.map((value) => (value === null ? 'NULL' : `"${value.replace(/["\\]/g, '\\$&')}"`)).join(',')}}`;
}
