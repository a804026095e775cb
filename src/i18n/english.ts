type English = typeof import('./en')['en']

/** A browser fetches the English when it is asked for: most readers never do. A mini program has it in its package. */
export const loadEnglish = (): English | Promise<English> => import('./en').then(({ en }) => en)
