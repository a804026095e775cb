type Field = string | number | boolean | null

/** What no XML document may hold (XML 1.0, section 2.2). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const FORBIDDEN = /[^\u0009\u000a\u000d\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** A list in the XML of GeoReport v2: no namespace, an empty element for what is not known. */
export function writeXml(root: string, item: string, rows: readonly Record<string, Field>[]): string {
  const fields = (row: Record<string, Field>) =>
    Object.entries(row).map(([name, value]) => `<${name}>${toXml(value)}</${name}>`)
  const items = rows.map((row) => `<${item}>${fields(row).join('')}</${item}>`)
  return `<?xml version="1.0" encoding="utf-8"?>\n<${root}>${items.join('\n')}</${root}>\n`
}

function toXml(value: Field): string {
  return String(value ?? '')
    .replace(FORBIDDEN, '')
    .replace(/[&<>]/g, (character) => ESCAPES[character] ?? '')
}
