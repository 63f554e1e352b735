interface HolidayCorrection {
  readonly calendar: string;
  /** Local date, `YYYY-MM-DD`. */
  readonly date: string;
  /** The holiday that the library misses, or null where it names a day that is not one. */
  readonly name: string | null;
  /** Where the right answer is published. */
  readonly source: string;
}

/** Where a holiday library is provably wrong. */
export const holidayCorrections: readonly HolidayCorrection[] = [
  {
    calendar: 'gb-scotland',
    date: '2026-06-15',
    name: 'World Cup bank holiday',
    source: 'https://www.gov.uk/bank-holidays',
  },
];
