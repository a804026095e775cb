export { AREA_SUM_MAX, addArea, readArea, UNIT_AREA_MAX, writeArea } from './area'
export {
  type Article,
  type Decision,
  decide,
  type Measure,
  type PollRule,
  type Question,
  type Reason,
  type ReasonCode,
  type RuleKind,
} from './decide'
export { type Fraction, makeWhole, readFraction, writeFraction, writePerCent } from './fraction'
export { headsOfUnits, type OwnedUnit, type OwnersHead } from './owners-heads'
export { type Scenario, type Simulation, simulate } from './simulate'
export { type CountedBallot, type Tally, tallyBallots, type Weight } from './tally'
export { articleInWords, reasonInWords } from './words'
