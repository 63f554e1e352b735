import { scores, softmax } from './model.ts';
import type { Vector } from './model.ts';

/** One text to learn from. */
export interface Example extends Vector {
  /** Every class that is right for it. */
  readonly classes: readonly number[];
  /** How much the example counts. */
  readonly weight: number;
  /** Log-odds that rules already give to each class. */
  readonly prior: readonly number[];
}

export interface TrainingSettings {
  readonly features: number;
  readonly classes: number;
  readonly epochs: number;
  readonly rate: number;
  /** Share of each weight that an epoch takes away. */
  readonly decay: number;
}

/**
 * Multinomial logistic regression by AdaGrad where an example may have several right classes: the
 * loss is the log of their summed probability, so the model itself learns to tell them apart.
 * Returns weights, feature-major; the same input always gives the same weights.
 */
export function train(
  examples: readonly Example[],
  { features, classes, epochs, rate, decay }: TrainingSettings,
): Float32Array {
  const weights = new Float32Array(features * classes);
  const squares = new Float32Array(features * classes).fill(1e-3);
  const order = [...examples];
  const random = seededRandom(1);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const example of order) learn(weights, squares, example, classes, rate);
    for (let i = 0; i < weights.length; i += 1) weights[i] = (weights[i] ?? 0) * (1 - decay);
  }
  return weights;
}

function learn(weights: Float32Array, squares: Float32Array, example: Example, classes: number, rate: number): void {
  const sums = scores(weights, example, classes);
  const probabilities = softmax(sums.map((sum, c) => sum + (example.prior[c] ?? 0)));
  const right = example.classes.reduce((sum, c) => sum + (probabilities[c] ?? 0), 1e-9);
  const errors = probabilities.map((p, c) => (p - (example.classes.includes(c) ? p / right : 0)) * example.weight);
  example.indices.forEach((index, k) => {
    const value = example.values[k] ?? 0;
    for (let c = 0; c < classes; c += 1) {
      const place = index * classes + c;
      const gradient = (errors[c] ?? 0) * value;
      const square = (squares[place] ?? 0) + gradient * gradient;
      squares[place] = square;
      weights[place] = (weights[place] ?? 0) - (rate * gradient) / Math.sqrt(square);
    }
  });
}

function shuffle(list: Example[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    const [moved] = list.splice(j, 1);
    if (moved !== undefined) list.push(moved);
  }
}

/** Mulberry32: the same numbers every time. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
