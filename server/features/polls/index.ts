export type { PollActCommand } from './announce-poll'
export { pollsHolder } from './personal-data'
export { makeEntries, type PlannedEntry, planRoll, shuffled, sumRoll } from './plan-roll'
export { refuseDesk, refuseKeepingPoll, refusePoll } from './policy'
export { assentOf, definitionOf, optionsOf, type PollOption, ruleOf } from './poll-facts'
export { openPollKeys, type PollSecrets } from './poll-keys'
export { presentReason } from './present-reason'
export { mayObject, presentTurnout, toTime, toTimeOrNull } from './presenter'
export {
  destroyPollKey,
  findPoll,
  findPollKey,
  findSettings,
  listOpenPolls,
  listPollsToCount,
  lockPoll,
  type PollRow,
  setRollVersion,
  takeClose,
} from './repository'
export {
  endEntries,
  insertEntries,
  insertVersion,
  insertVoters,
  listDeskEntries,
  listDoors,
  listEntries,
  listMembers,
  listOwnEntries,
  listVersions,
  listVotersOfEntries,
  type OwnEntryRow,
  type RollPlace,
} from './roll-repository'
export { type PollPorts, pollsRoutes } from './routes'
export {
  type DefinitionFacts,
  isStatutory,
  mayCloseEarly,
  stateOf,
  USUAL_SETTINGS,
  weighsArea,
  writeDefinition,
} from './rules'
export { tellVoters } from './tell-voters'
