import type { Language } from '../../../src/contract'

/** The clock on every wall in China, all year round. */
const CHINA_OFFSET_MS = 8 * 3_600_000

interface Invited {
  title: string
  meetingAt: number | null
  address: string | null
  url: string
}

/** "11月20日 19:00" */
function dayInWords(at: number, language: Language): string {
  const local = new Date(at + CHINA_OFFSET_MS).toISOString()
  const [month, day, clock] = [Number(local.slice(5, 7)), Number(local.slice(8, 10)), local.slice(11, 16)]
  return language === 'en' ? `${local.slice(0, 10)} ${clock}` : `${month}月${day}日 ${clock}`
}

/** The words of a short message that invites, to be sent by the secretary's own phone. */
export function invitationText({ title, meetingAt, address, url }: Invited, language: Language): string {
  if (language === 'en') {
    const when = meetingAt === null ? '' : ` on ${dayInWords(meetingAt, 'en')}${address ? `, ${address}` : ''}`
    return `You are invited to talk over “${title}”${when}. Please say whether you can come: ${url}`
  }
  const when = meetingAt === null ? '' : `，时间${dayInWords(meetingAt, 'zh-CN')}${address ? `，地点${address}` : ''}`
  return `邀请您来议一议“${title}”${when}。能不能来，请点开告诉我们：${url}`
}
