import { inflateSync } from 'node:zlib'

/** What a PDF of ours says, font by font as a reader decodes it (ISO 32000-1, section 9.10), and what it is made of. */
export function readPdf(bytes: Buffer): { text: string; fonts: string[]; info: string } {
  const objects = new Map<string, { dictionary: string; stream: string }>()
  const source = bytes.toString('latin1')
  for (const [, id = '', body = ''] of source.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const at = body.indexOf('stream\n')
    const dictionary = at < 0 ? body : body.slice(0, at)
    const raw = at < 0 ? '' : body.slice(at + 7, body.lastIndexOf('\nendstream'))
    const stream = dictionary.includes('/FlateDecode') ? inflate(raw) : raw
    objects.set(id, { dictionary, stream })
  }
  const all = [...objects.values()]
  const fonts = new Map<string, Map<string, string>>()
  for (const { dictionary } of all) {
    const list = /\/Font <<([\s\S]*?)>>/.exec(dictionary)?.[1] ?? ''
    for (const [, name = '', id = ''] of list.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const toUnicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.dictionary ?? '')?.[1] ?? ''
      fonts.set(name, charactersOf(objects.get(toUnicode)?.stream ?? ''))
    }
  }
  const page = all.find(({ stream }) => / Tf\n/.test(stream))?.stream ?? ''
  return {
    text: textOf(page, fonts),
    fonts: all.flatMap(({ dictionary }) => /\/FontName \/(\S+)/.exec(dictionary)?.[1] ?? []),
    info: all.map(({ dictionary }) => dictionary).join('\n'),
  }
}

function inflate(raw: string): string {
  return inflateSync(Buffer.from(raw, 'latin1')).toString('latin1')
}

/** The glyphs of a ToUnicode map, in pdfkit's form: ranges with a list of characters. */
function charactersOf(map: string): Map<string, string> {
  const characters = new Map<string, string>()
  for (const [, first = '', list = ''] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)) {
    for (const [offset, [, hex = '']] of [...list.matchAll(/<([0-9a-f ]+)>/gi)].entries()) {
      const glyph = (Number.parseInt(first, 16) + offset).toString(16).padStart(4, '0')
      const units = (hex.replaceAll(' ', '').match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16))
      characters.set(glyph, String.fromCharCode(...units))
    }
  }
  return characters
}

function textOf(page: string, fonts: ReadonlyMap<string, Map<string, string>>): string {
  let font: Map<string, string> | undefined
  const lines: string[] = []
  for (const [, name, shown] of page.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name)
    const glyphs = [...(shown ?? '').matchAll(/<([0-9a-f]+)>/gi)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
    if (glyphs.length > 0) lines.push(glyphs.map((glyph) => font?.get(glyph.toLowerCase()) ?? '\ufffd').join(''))
  }
  return lines.join('\n')
}
