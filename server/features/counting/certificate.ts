import { makePdf, type PdfDocument } from '../../documents/pdf'
import { writeArea, writePerCent } from '../electoral-rules'
import { optionsOf, presentReason, ruleOf, weighsArea } from '../polls'
import type { Closing } from './closing'
import { type CountedPoll, decideClosing } from './read-result'

const RULES: Record<string, string> = {
  plurality: '得票最多者当选',
  majority: '过半数同意',
  civil_code_278_ordinary: '《民法典》第278条：一般事项',
  civil_code_278_special: '《民法典》第278条：特别事项',
  custom: '本次投票公布的规则',
}

/** The result as a document: what was asked, what was counted, line by line why, and the figures by which anybody can check it. */
export function drawCertificate({ poll, closing }: CountedPoll, place: string): Promise<Buffer> {
  const { kind } = ruleOf(poll)
  const isAdvisory = !kind.startsWith('civil_code')
  const at = new Date(closing.closedAt)
  return makePdf(poll.question, at, (page) => {
    page
      .font('strong')
      .fontSize(20)
      .text(isAdvisory ? '意见征集结果' : '表决结果证明', { align: 'center' })
    page.moveDown(0.3).font('text').fontSize(11).text(place, { align: 'center' })
    if (isAdvisory) page.moveDown(0.3).text('本次投票为意见征集，不是法定表决。', { align: 'center' })
    page.moveDown(1.2).font('strong').fontSize(14).text(poll.question)
    page.font('text').fontSize(11).moveDown(0.5)
    page.text(`规则：${RULES[kind] ?? kind}`)
    page.text(`时间：${inShanghai(poll.opensAt)} 至 ${inShanghai(at.getTime())}（北京时间）`)
    page.text(
      `方式：${poll.secrecy === 'secret' ? '无记名' : '记名'}；线上 ${closing.online} 票，纸质 ${closing.paper} 票`,
    )
    drawFigures(page, poll, closing)
    page
      .moveDown(1)
      .font('strong')
      .fontSize(14)
      .text(closing.passed ? '结论：通过' : '结论：未通过')
    page.font('text').fontSize(11).moveDown(0.5)
    for (const [index, reason] of decideClosing(poll, closing).reasons.entries())
      page.text(`${index + 1}. ${presentReason(reason, optionsOf(poll), 'zh-CN').text}`).moveDown(0.2)
    drawProof(page, closing)
  })
}

function drawFigures(page: PdfDocument, poll: CountedPoll['poll'], closing: Closing): void {
  const isWeighed = weighsArea(poll)
  page.moveDown(0.8)
  page.text(`名册：${closing.rollSize}${isWeighed ? `，专有部分面积 ${writeArea(closing.rollArea)} m²` : ''}`)
  const share = writePerCent(closing.turnout, closing.rollSize)
  const area = isWeighed
    ? `，面积 ${writeArea(closing.turnoutArea)} m²（${writePerCent(closing.turnoutArea, closing.rollArea)}）`
    : ''
  page.text(`参与：${closing.turnout}（${share}）${area}`).moveDown(0.5)
  for (const { id, text } of optionsOf(poll)) {
    const counted = closing.options.find((option) => option.id === id)
    if (counted === undefined) continue
    const weight = isWeighed ? `，面积 ${writeArea(counted.area)} m²` : ''
    page.text(`${text}：${counted.votes} 票（其中纸质 ${counted.paper} 票）${weight}`)
  }
}

function drawProof(page: PdfDocument, closing: Closing): void {
  page.moveDown(1.2).fontSize(9).fillColor('#5B635E')
  page.text('任何人都可以用“linli verify-poll”重新计票。以下数值应当一致：')
  page.text(`投票编号 ${closing.pollId}`)
  page.text(`定义 ${closing.definitionHash}`)
  page.text(`名册 ${closing.rollHash}（第 ${closing.rollVersion} 版）`)
  page.text(`记录 ${closing.size} 条，根 ${closing.rootHash}`)
}

function inShanghai(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}
