/** The shape of an area's texts, whatever the language: a missing or extra key is a type error. */
export type Texts<Area> = {
  readonly [Key in keyof Area]: Area[Key] extends string
    ? string
    : Area[Key] extends (...given: infer Given) => string
      ? (...given: Given) => string
      : Texts<Area[Key]>;
};
