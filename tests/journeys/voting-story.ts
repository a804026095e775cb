import type { Hands } from './hands'
import { aServer } from './hosts'
import type { Story } from './tell'

const QUESTION = '楼道晚上要不要留灯'

/** From the home page by the list of all: home names an open poll too, and on a slow phone that one would be touched. */
async function openPoll(hands: Hands, question: string): Promise<void> {
  await hands.tap('投票')
  await hands.see('都在这里了')
  await hands.tap(question)
}

/** The secretary prepares a secret poll of the residents, tries it out, and announces it. */
async function theSecretaryAsks(secretary: Hands): Promise<void> {
  await secretary.signInAs('secretary-zhang', '张书记')
  await secretary.tap('投票')
  await secretary.tap('发起投票')
  await secretary.fill('问什么', QUESTION)
  await secretary.tap('存好，先看一看')
  await secretary.see('草稿')
  await secretary.see('谁也查不到您投了什么')
  await secretary.tap('试算')
  await secretary.see('算一算')
  await secretary.see('只按名册和您填的比例算')
  await secretary.screenshot('simulator')

  await secretary.openTab('网格')
  await openPoll(secretary, QUESTION)
  await secretary.see('管理这次投票')
  await secretary.tap('公布')
  await secretary.see('公布后问题、选项、规则、时间和名册都不能再改')
  await secretary.tap('公布')
  await secretary.see('投票中')
  await secretary.screenshot('announced')
}

/** A resident finds themselves on the roll, votes in secret, and has the phone check the receipt. */
async function aResidentVotes(resident: Hands): Promise<void> {
  await resident.signInAs('resident-li', '李晓梅')
  await openPoll(resident, QUESTION)
  await resident.see('结果供参考')
  await resident.tap('查名册')
  await resident.see('我在名册上')
  await resident.screenshot('roll')

  await resident.openTab('网格')
  await openPoll(resident, QUESTION)
  await resident.tap('去投票')
  await resident.tap('同意')
  await resident.tap('投出这张选票')
  await resident.see('投出后不能修改')
  await resident.screenshot('ballot')
  await resident.tap('投出这张选票')
  await resident.see('为什么要等')
  await resident.screenshot('waiting')
  // The phone holds the ballot back for half a minute at most.
  await seeAtLast(resident, '投票成功')
  await resident.tap('看回执')
  await resident.tap('在手机上核对')
  await resident.see('核对通过：您的选票算进去了')
  await resident.screenshot('receipt')
}

/** The poll is closed; everybody sees the result with its reasons, and the resident finds their ballot among those that were opened. */
async function theResultIsOut(secretary: Hands, resident: Hands): Promise<void> {
  await secretary.openTab('网格')
  await openPoll(secretary, QUESTION)
  await secretary.tap('提前结束')
  await secretary.see('结束后不能再投')
  await secretary.tap('提前结束')
  await secretary.see('看结果')

  await resident.openTab('网格')
  await openPoll(resident, QUESTION)
  await resident.tap('看结果')
  await resident.see('各选项得票')
  await resident.see('为什么')
  await resident.screenshot('result')
  await resident.tap('核对我的选票')
  await resident.tap('在手机上核对')
  await resident.see('开票名单里有这张选票')
  await resident.see('核对通过：您的选票算进去了')
  await resident.screenshot('counted')
}

const OWNERS_QUESTION = '水泵房要不要换新'
const SERIAL = '000012'

/** The secretary asks the owners under the Civil Code: the page says so, and that the vote bears names. */
async function theOwnersAreAsked(secretary: Hands): Promise<void> {
  await secretary.openTab('网格')
  await secretary.tap('投票')
  await secretary.tap('发起投票')
  await secretary.fill('问什么', OWNERS_QUESTION)
  await secretary.tap('业主表决')
  await secretary.tap('存好，先看一看')
  await secretary.see('草稿')
  await secretary.see('业主表决 · 民法典第 278 条')
  await secretary.tap('公布')
  await secretary.see('公布后问题、选项、规则、时间和名册都不能再改')
  await secretary.tap('公布')
  await secretary.see('投票中')
}

/** An owner votes by name; the home page says for how long one can, until they have. */
async function anOwnerVotes(resident: Hands): Promise<void> {
  await resident.openTab('网格')
  await resident.tap(OWNERS_QUESTION)
  await resident.see('按《民法典》第')
  await resident.screenshot('owners-poll')
  await resident.tap('去投票')
  await resident.tap('同意')
  await resident.tap('投出这张选票')
  await resident.see('投出后不能修改')
  await resident.tap('投出这张选票')
  await resident.see('投票成功')
  await resident.tap('看回执')
  await resident.tap('在手机上核对')
  await resident.see('核对通过：您的选票算进去了')
}

/** A sheet of paper is entered by one member of staff and read once more by another. */
async function aSheetIsReadTwice(officer: Hands, secretary: Hands): Promise<void> {
  await officer.signInAs('grid-officer-wang', '王网格员')
  await openPoll(officer, OWNERS_QUESTION)
  await officer.tap('纸质选票')
  await officer.fill('选票编号', SERIAL)
  await officer.fill('按姓名或门牌找', '1-201')
  await officer.tap('查找')
  await officer.tap('1-201 ·')
  await officer.tap('反对')
  await officer.screenshot('paper')
  await officer.tap('录入')
  await officer.see('待核对')

  await secretary.openTab('网格')
  await openPoll(secretary, OWNERS_QUESTION)
  await secretary.tap('纸质选票')
  await secretary.see('待核对')
  await secretary.tap('看着原件再录一遍')
  await secretary.see('先不核对')
  await secretary.tap('反对')
  await secretary.screenshot('paper-again')
  await secretary.tap('核对无误，计票')
  await secretary.see('已计票')
}

/** Two of all owners are not two thirds: the result says so by area and by head, with the article, and is taken as a document. */
async function theOwnersResultIsOut(secretary: Hands, resident: Hands, isTaken: string): Promise<void> {
  await secretary.openTab('网格')
  await openPoll(secretary, OWNERS_QUESTION)
  await secretary.tap('提前结束')
  await secretary.see('结束后不能再投')
  await secretary.tap('提前结束')
  await secretary.see('看结果')

  await resident.openTab('网格')
  await openPoll(resident, OWNERS_QUESTION)
  await resident.tap('看结果')
  await resident.see('未通过')
  await resident.see('参与表决的专有部分面积为')
  await resident.see('线上 1 票，纸质 1 票')
  await resident.screenshot('owners-result')
  await resident.tap('表决结果证明')
  await resident.see(isTaken)
}

const TRIES = 5

/** A hand waits only so long for a text; this one comes when the phone's own wait is over. */
async function seeAtLast(hands: Hands, text: string): Promise<void> {
  for (let tries = 1; tries < TRIES; tries += 1) {
    try {
      return await hands.see(text)
    } catch {
      // Looked for once more.
    }
  }
  await hands.see(text)
}

export const VOTING_STORY: Story<'resident' | 'secretary' | 'officer'> = {
  name: 'voting',
  roles: ['resident', 'secretary', 'officer'],
  host: aServer(),
  chapters: {
    'the secretary prepares a secret poll, tries it out and announces it': ({ secretary }) =>
      theSecretaryAsks(secretary),
    'a resident votes in secret, and the phone checks the receipt': ({ resident }) => aResidentVotes(resident),
    'the result is out with its reasons, and the ballot is among those opened': ({ secretary, resident }) =>
      theResultIsOut(secretary, resident),
    'the secretary asks the owners under article 278': ({ secretary }) => theOwnersAreAsked(secretary),
    'an owner finds the poll on the home page and votes by name': ({ resident }) => anOwnerVotes(resident),
    'a sheet of paper is entered by one and read again by another': ({ officer, secretary }) =>
      aSheetIsReadTwice(officer, secretary),
    'the owners read by area and by head why it did not pass, and take the document': ({ end, secretary, resident }) =>
      theOwnersResultIsOut(secretary, resident, end === 'h5' ? '已经给您了' : '文件好了'),
  },
}
