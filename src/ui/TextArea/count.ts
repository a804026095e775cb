/** In code points, as the server counts: a rare character is one, not two. */
export const countOf = (value: string, maxLength: number) => `${Array.from(value).length}/${maxLength}`
