// The process in which certificates are drawn, apart from the server: fonts of eight megabytes take half a second and a hundred megabytes to
// read, in which nobody else should wait. Plain JavaScript, because it is started as it lies here. From the same facts come the same bytes.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import PDFDocument from 'pdfkit'
import { create as createQr } from 'qrcode'

/** A4 in points, and its margin. */
const PAGE = { width: 595.28, height: 841.89, margin: 64 }
const JADE = '#0B6E55'
const INK = '#1F2421'
const GREY = '#5B635E'
const QR_SIDE = 96

/** Where the columns of the table begin. */
const COLUMNS = { title: PAGE.margin, category: 330, shifts: 430, hours: 480, end: PAGE.width - PAGE.margin }

/** The OFL fonts beside us, of which a document carries the characters that it shows. */
const fontFile = (weight) => {
  const code = dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc'))
  return join(code, '../fonts', `NotoSansHans-${weight}.otf`)
}

/** @param {import('./draw-certificate').CertificateFacts} facts */
async function draw(facts) {
  const at = new Date(facts.issuedAt)
  const document = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: PAGE.margin,
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: `志愿服务证明 ${facts.number}`, Author: facts.issuer, CreationDate: at, ModDate: at },
  })
  const chunks = []
  document.on('data', (chunk) => chunks.push(chunk))
  const ended = new Promise((resolve) => document.once('end', resolve))
  document.registerFont('regular', fontFile('Regular')).registerFont('bold', fontFile('Bold'))
  drawHead(document, facts)
  drawLines(document, facts)
  drawFoot(document, facts)
  document.end()
  await ended
  return Buffer.concat(chunks)
}

function drawHead(document, { number, holder, volunteerNumber, year, hours }) {
  document.rect(0, 0, PAGE.width, 12).fill(JADE)
  document.fillColor(JADE).font('bold').fontSize(30)
  document.text('志愿服务证明', PAGE.margin, 88, { align: 'center', characterSpacing: 4 })
  document.fillColor(GREY).font('regular').fontSize(11).text(`证明编号 ${number}`, { align: 'center' })
  document.fillColor(INK).fontSize(14)
  document.text(`兹证明 ${holder}（志愿者编号 ${volunteerNumber}）`, PAGE.margin, 176)
  document.moveDown(0.5)
  document.text(`在 ${year} 年参加志愿服务，累计时长 `, { continued: true })
  document.fillColor(JADE).font('bold').text(`${hours} 小时`, { continued: true })
  document.fillColor(INK).font('regular').text('。服务内容如下：')
}

function drawLines(document, { lines }) {
  const { title, category, shifts, hours, end } = COLUMNS
  const row = (y, cells) => {
    document.text(cells[0], title, y, { width: category - title - 12, height: 16, ellipsis: '…' })
    document.text(cells[1], category, y, { width: shifts - category - 12, height: 16, ellipsis: '…' })
    document.text(cells[2], shifts, y, { width: 40, align: 'right', lineBreak: false })
    document.text(cells[3], hours, y, { width: end - hours, align: 'right', lineBreak: false })
  }
  let y = 252
  document.font('bold').fontSize(11).fillColor(GREY)
  row(y, ['活动', '类别', '次数', '小时'])
  document
    .moveTo(PAGE.margin, y + 20)
    .lineTo(end, y + 20)
    .lineWidth(0.5)
    .stroke(GREY)
  document.font('regular').fillColor(INK)
  for (const line of lines) {
    y += 26
    row(y, [line.title ?? '其他活动', line.category ?? '', String(line.shifts), String(line.hours)])
  }
}

function drawFoot(document, { issuer, date, address }) {
  const top = PAGE.height - PAGE.margin - 150
  drawQr(document, address, PAGE.margin, top)
  document.font('regular').fontSize(10).fillColor(GREY)
  document.text('扫码核验，或在浏览器打开', PAGE.margin, top + QR_SIDE + 8, { lineBreak: false })
  document.text(address, PAGE.margin, top + QR_SIDE + 23, { lineBreak: false })
  const right = { width: 260, align: 'right' }
  const left = PAGE.width - PAGE.margin - right.width
  document
    .fontSize(14)
    .fillColor(INK)
    .font('bold')
    .text(issuer, left, top + 24, right)
  document
    .font('regular')
    .fontSize(12)
    .text(date, left, top + 48, right)
  document.fontSize(10).fillColor(GREY)
  const note = '本证明依《志愿服务条例》免费开具；核验与联系请通过上述网址或所在社区。'
  document.text(note, PAGE.margin, top + QR_SIDE + 44, { lineBreak: false })
}

function drawQr(document, text, left, top) {
  const { modules } = createQr(text, { errorCorrectionLevel: 'M' })
  const side = QR_SIDE / modules.size
  for (const [index, isDark] of Array.from(modules.data).entries()) {
    const [column, row] = [index % modules.size, Math.floor(index / modules.size)]
    if (isDark) document.rect(left + column * side, top + row * side, side, side)
  }
  document.fill('#000000')
}

process.once('message', (facts) => {
  draw(facts).then(
    (pdf) => process.send({ pdf }),
    (error) => process.send({ fault: String(error?.message ?? error) }),
  )
})
process.on('disconnect', () => process.exit(0))
