import { availableParallelism, cpus, totalmem } from 'node:os';

const gibibytes = Math.round(totalmem() / 2 ** 30);
const machine = `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? process.arch}, ${gibibytes} GiB, Node ${process.versions.node}`;

/** Prints one measured figure as a line of JSON; `n` is how many things were measured. */
export function printFigure(name: string, value: number, unit: string, n: number): void {
  console.log(JSON.stringify({ name, value: Number(value.toPrecision(4)), unit, n, machine }));
}

/** The value that a share of the measured ones (0.99: p99) does not exceed, by nearest rank; sorts nothing in place. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}
