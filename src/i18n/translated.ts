/**
 * The same keys as the source, each with a text of its own; a missing or surplus one is a type error. A language that
 * bends its words may add `<key>_one` for a {{count}} of one, which Chinese never needs.
 */
export type Translated<Source> = {
  [Key in keyof Source]: Source[Key] extends string ? string : Translated<Source[Key]>
} & { [Key in keyof Source & string as Source[Key] extends string ? `${Key}_one` : never]?: string }

type Join<Head extends string | number, Tail extends string> = `${Head}.${Tail}`

/** "common.tabs.home" and every other path that ends in a text. */
export type TextKey<Source> = {
  [Key in keyof Source & (string | number)]: Source[Key] extends string ? `${Key}` : Join<Key, TextKey<Source[Key]>>
}[keyof Source & (string | number)]
