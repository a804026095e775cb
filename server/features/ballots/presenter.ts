import type { Image, PaperBallot } from '../../../src/contract'
import { isStaffOf, type Standing } from '../membership'
import { optionsOf, type PollRow, stateOf, toTime } from '../polls'
import { idsOf, parseChoices } from './choices'
import type { PaperRow } from './repository'

/** What is sealed is shown to nobody: the second member of staff reads the sheet, not the first one's entry. */
export function presentPaper(
  poll: PollRow,
  paper: PaperRow,
  { standing, voter, scan, now }: { standing: Standing; voter: PaperBallot['voter']; scan: Image | null; now: Date },
): PaperBallot {
  const isUnderWay = stateOf(poll, now) === 'open'
  const isOpen = isUnderWay && isStaffOf(standing, poll.placePath)
  const isUndecided = paper.state === 'entered'
  const isHandler = [paper.enteredById, paper.decidedById].includes(standing.personId)
  // Of a sheet that is counted already, what it says is nobody's business until all of them are; of a secret poll it stays so.
  const isNobodysBusiness = !isUndecided && !isHandler && (isUnderWay || poll.secrecy === 'secret')
  const isPlain = paper.choices.startsWith('[') && (!isUndecided || paper.enteredById === standing.personId)
  const isShown = isPlain && !(isNobodysBusiness && poll.secrecy === 'secret')
  return {
    id: paper.id,
    pollId: paper.pollId,
    serial: paper.serial,
    rollEntryId: paper.entryId,
    voter,
    optionIds: isShown ? idsOf(optionsOf(poll), parseChoices(paper.choices)) : null,
    scanImageId: paper.scanImageId,
    scan: isNobodysBusiness ? null : scan,
    state: paper.state as PaperBallot['state'],
    leafHash: paper.leafHash,
    enteredAt: toTime(paper.enteredAt),
    can: { confirm: isOpen && isUndecided && paper.enteredById !== standing.personId, withdraw: isOpen && isUndecided },
  }
}
