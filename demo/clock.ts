import type { Clock } from '../src/platform/clock.ts';

/** The demo's clock: the present, set back while its past is being lived. */
export class DemoClock implements Clock {
  #setBack = 0;

  now(): Date {
    return new Date(Date.now() - this.#setBack);
  }

  /** The same time of day some days ago, and `minutes` later. */
  goBackDays(days: number, minutes = 0): void {
    this.#setBack = days * 86_400_000 - minutes * 60_000;
  }

  comeBack(): void {
    this.#setBack = 0;
  }
}
