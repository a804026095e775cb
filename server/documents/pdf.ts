import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const A4_MARGIN = 56

export type PdfDocument = PDFKit.PDFDocument

/** The folder of the Chinese fonts (OFL): beside the package's own entry. */
function fontFile(weight: 'Regular' | 'Medium'): string {
  const entry = createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')
  return join(dirname(entry), '../fonts', `NotoSansHans-${weight}.otf`)
}

/** An A4 document in Chinese type, as bytes. Only the characters that are used are put into it. */
export async function makePdf(title: string, createdAt: Date, draw: (page: PdfDocument) => void): Promise<Buffer> {
  // Large, and of no use at nearly every start.
  const { default: PDFDocument } = await import('pdfkit')
  const page = new PDFDocument({
    size: 'A4',
    margin: A4_MARGIN,
    info: { Title: title, Producer: 'Linli', Creator: 'Linli', CreationDate: createdAt, ModDate: createdAt },
  })
  page.registerFont('text', fontFile('Regular')).registerFont('strong', fontFile('Medium')).font('text').fontSize(11)
  const chunks: Buffer[] = []
  page.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((resolve, reject) => page.once('end', resolve).once('error', reject))
  draw(page)
  page.end()
  await ended
  return Buffer.concat(chunks)
}
