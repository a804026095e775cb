import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { create as createQr } from 'qrcode'
import type { CertificateLine } from './issue-certificate'
import { hoursOf, wallTime } from './rules'

/** A4 in points, and its margin. */
const PAGE = { width: 595.28, height: 841.89, margin: 64 }
const JADE = '#0B6E55'
const INK = '#1F2421'
const GREY = '#5B635E'
const QR_SIDE = 96

export interface CertificateFacts {
  number: string
  holder: string
  volunteerNumber: string
  year: number
  issuer: string
  lines: readonly CertificateLine[]
  minutes: number
  issuedAt: number
  /** Where anybody checks it. */
  address: string
}

/** The OFL fonts beside us, of which a document carries the characters that it shows. */
function fontFile(weight: 'Regular' | 'Bold'): string {
  const code = dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc'))
  return join(code, '../fonts', `NotoSansHans-${weight}.otf`)
}

/** A certificate as PDF. From the same facts come the same bytes. The library and its fonts are loaded when first asked for. */
export async function drawCertificate(facts: CertificateFacts): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit')
  const issuedAt = new Date(facts.issuedAt)
  const document = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: PAGE.margin,
    lang: 'zh-CN',
    displayTitle: true,
    info: {
      Title: `志愿服务证明 ${facts.number}`,
      Author: facts.issuer,
      CreationDate: issuedAt,
      ModDate: issuedAt,
    },
  })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise((resolve) => document.once('end', resolve))
  document.registerFont('regular', fontFile('Regular')).registerFont('bold', fontFile('Bold'))
  drawHead(document, facts)
  drawLines(document, facts)
  drawFoot(document, facts)
  document.end()
  await ended
  return Buffer.concat(chunks)
}

type Document = PDFKit.PDFDocument

function drawHead(document: Document, { number, holder, volunteerNumber, year, minutes }: CertificateFacts): void {
  document.rect(0, 0, PAGE.width, 12).fill(JADE)
  document.fillColor(JADE).font('bold').fontSize(30)
  document.text('志愿服务证明', PAGE.margin, 88, { align: 'center', characterSpacing: 4 })
  document.fillColor(GREY).font('regular').fontSize(11).text(`证明编号 ${number}`, { align: 'center' })
  document.fillColor(INK).fontSize(14)
  document.text(`兹证明 ${holder}（志愿者编号 ${volunteerNumber}）`, PAGE.margin, 176)
  document.moveDown(0.5)
  document.text(`在 ${year} 年参加志愿服务，累计时长 `, { continued: true })
  document
    .fillColor(JADE)
    .font('bold')
    .text(`${hoursOf(minutes)} 小时`, { continued: true })
  document.fillColor(INK).font('regular').text('。服务内容如下：')
}

function drawLines(document: Document, { lines }: CertificateFacts): void {
  const [title, category, shifts, hours] = [PAGE.margin, 330, 430, 480]
  const row = (y: number, cells: readonly string[]) => {
    const [first = '', second = '', third = '', fourth = ''] = cells
    document.text(first, title, y, { width: category - title - 12, height: 16, ellipsis: '…', lineBreak: false })
    document.text(second, category, y, { width: shifts - category - 12, height: 16, ellipsis: '…', lineBreak: false })
    document.text(third, shifts, y, { width: 40, align: 'right', lineBreak: false })
    document.text(fourth, hours, y, { width: PAGE.width - PAGE.margin - hours, align: 'right', lineBreak: false })
  }
  let y = 252
  document.font('bold').fontSize(11).fillColor(GREY)
  row(y, ['活动', '类别', '次数', '小时'])
  document
    .moveTo(PAGE.margin, y + 20)
    .lineTo(PAGE.width - PAGE.margin, y + 20)
    .lineWidth(0.5)
    .stroke(GREY)
  document.font('regular').fillColor(INK)
  for (const line of lines) {
    y += 26
    row(y, [line.title ?? '其他活动', line.category ?? '', String(line.shifts), String(hoursOf(line.minutes))])
  }
}

function drawFoot(document: Document, { issuer, issuedAt, address }: CertificateFacts): void {
  const top = PAGE.height - PAGE.margin - 150
  drawQr(document, address, PAGE.margin, top)
  document.font('regular').fontSize(10).fillColor(GREY)
  document.text('扫码核验，或在浏览器打开', PAGE.margin, top + QR_SIDE + 8, { lineBreak: false })
  document.text(address, PAGE.margin, top + QR_SIDE + 23, { lineBreak: false })
  document.fontSize(14).fillColor(INK)
  const right = { width: 260, align: 'right' as const }
  const left = PAGE.width - PAGE.margin - right.width
  document.font('bold').text(issuer, left, top + 24, right)
  document
    .font('regular')
    .fontSize(12)
    .text(wallTime(issuedAt).slice(0, 10), left, top + 48, right)
  document.fontSize(10).fillColor(GREY)
  document.text(
    '本证明依《志愿服务条例》免费开具；核验与联系请通过上述网址或所在社区。',
    PAGE.margin,
    top + QR_SIDE + 44,
    {
      width: PAGE.width - 2 * PAGE.margin,
      lineBreak: false,
    },
  )
}

function drawQr(document: Document, text: string, left: number, top: number): void {
  const { modules } = createQr(text, { errorCorrectionLevel: 'M' })
  const side = QR_SIDE / modules.size
  for (const [index, isDark] of Array.from(modules.data).entries()) {
    if (isDark)
      document.rect(left + (index % modules.size) * side, top + Math.floor(index / modules.size) * side, side, side)
  }
  document.fill('#000000')
}
