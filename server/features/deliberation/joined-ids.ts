// Ids of people on their way between threads: one text is copied at once, where as many strings are made one by one.

export const joinIds = (ids: readonly string[]): string => ids.join(',')

export const splitIds = (joined: string): string[] => (joined === '' ? [] : joined.split(','))
