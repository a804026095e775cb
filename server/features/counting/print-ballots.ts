import { makePdf } from '../../documents/pdf'
import { optionsOf, type PollRow } from '../polls'

/** Ballots to be printed, one a page, each with a serial of its own that no other ballot of the poll bears. */
export function drawPaperBallots(poll: PollRow, from: number, count: number, at: Date): Promise<Buffer> {
  return makePdf(poll.question, at, (page) => {
    for (let number = from; number < from + count; number += 1) {
      if (number > from) page.addPage()
      page
        .font('text')
        .fontSize(11)
        .fillColor('#1F2421')
        .text(`${poll.placeName}　选票编号 ${serialOf(poll.id, number)}`)
      page.moveDown(1).font('strong').fontSize(20).text(poll.question)
      page.moveDown(0.5).font('text').fontSize(13)
      if (poll.body !== '') page.text(poll.body)
      page.moveDown(0.8).text(choicesInWords(poll)).moveDown(0.8).fontSize(17)
      for (const { text } of optionsOf(poll)) page.text(`□　${text}`).moveDown(0.6)
      page.moveDown(1).fontSize(11).text(afterwards(poll))
    }
  })
}

/** The end of the poll's id and a number: letters and digits that can be read aloud. */
export function serialOf(pollId: string, number: number): string {
  return `${pollId.slice(-6).toUpperCase()}-${String(number).padStart(6, '0')}`
}

function choicesInWords({ choicesMin, choicesMax }: PollRow): string {
  if (choicesMin === choicesMax) return `请选择 ${choicesMax} 项，在方框内打“√”。`
  return `请选择 ${choicesMin} 至 ${choicesMax} 项，在方框内打“√”。`
}

function afterwards({ secrecy }: PollRow): string {
  return secrecy === 'secret'
    ? '请不要在选票上写姓名。选票由两位工作人员录入；录入的人会看到这张选票。已在网上投票的，不能再投纸质选票。'
    : '选票由两位工作人员录入和核对。已在网上投票的，不能再投纸质选票。'
}
