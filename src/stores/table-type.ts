const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** The media type of a table by its file's name; null for what is no table that can be read. */
export function tableTypeOf(name: string): string | null {
  return TYPES[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? null
}
