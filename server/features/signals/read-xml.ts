import { setImmediate as nextTurn } from 'node:timers/promises'
import { SaxesParser } from 'saxes'
import { Problem } from '../../kernel/problem'
import { unreadable } from './table'

const SLICE_CHARACTERS = 16_384

/** What is called while an XML document is read; names come without their prefix. */
export interface XmlReader {
  open?(name: string, attributes: Record<string, string>): void
  text?(text: string): void
  close?(name: string): void
}

/**
 * Reads an XML document slice by slice. A document type declaration is refused, and with it every entity but the five of XML itself.
 * @throws Problem import_unreadable, or what the reader throws
 */
export async function readXml(bytes: Uint8Array, reader: XmlReader): Promise<void> {
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw unreadable('a document type')
  })
  parser.on('opentag', ({ name, attributes }) => reader.open?.(withoutPrefix(name), attributes))
  parser.on('text', (text) => reader.text?.(text))
  parser.on('cdata', (text) => reader.text?.(text))
  parser.on('closetag', ({ name }) => reader.close?.(withoutPrefix(name)))
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    for (let start = 0; start < text.length; start += SLICE_CHARACTERS) {
      parser.write(text.slice(start, start + SLICE_CHARACTERS))
      await nextTurn()
    }
    parser.close()
  } catch (error) {
    throw error instanceof Problem ? error : unreadable((error as Error).message)
  }
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
