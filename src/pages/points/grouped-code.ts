/** "48210937" → "4821 0937": as it is read out. */
export const groupedCode = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`
