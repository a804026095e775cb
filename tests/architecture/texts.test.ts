import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../server/project-root'
import { en } from '../../src/i18n/en'
import { zhCN } from '../../src/i18n/zh-CN'

const source = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'src'], {
  cwd: projectRoot,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.tsx?$/.test(file) && !/^src\/i18n\/(en|zh-CN)\//.test(file))
  .map((file) => readFileSync(join(projectRoot, file), 'utf8'))
  .join('\n')

const keysOf = (area: object, before = ''): string[] =>
  Object.entries(area).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${before}${key}`] : keysOf(value, `${before}${key}.`),
  )

/**
 * Keys that are put together at run time: the template, and what stands at its star. Null where every text of the group can be asked for,
 * as in a table by kind.
 */
const MADE: Record<string, readonly string[] | null> = {
  'account.kept*': ['Who', 'Home', 'Words', 'Read', 'Logs', 'Never'],
  'account.kept*Text': ['Who', 'Home', 'Words', 'Read', 'Logs', 'Never'],
  'account.kinds.*': null,
  'account.staffViewKinds.*': null,
  'aid.compose.*': ['help', 'item'],
  'aid.compose.*Note': ['now', 'today', 'normal'],
  'aid.distances.*': null,
  'aid.enterService.perOne.*': null,
  'aid.gifts.*': ['given', 'passedOn', 'waiting', 'left'],
  'aid.gifts.states.*': null,
  'aid.lists.*': ['resources', 'needs', 'services'],
  'aid.lists.empty.*': null,
  'aid.lists.emptyText.*': null,
  'aid.lists.fits.*': null,
  'aid.lists.open.*': null,
  'aid.matchStates.*': null,
  'aid.needStates.*': null,
  'aid.offer.*': ['help', 'item'],
  'aid.offer.day.*': null,
  'aid.offer.language.*': null,
  'aid.offer.part.*': null,
  'aid.offers.states.*': null,
  'aid.sensors.channelNotes.*': null,
  'aid.sensors.channels.*': null,
  'aid.services.per.*': null,
  'aid.services.states.*': null,
  'aid.urgencies.*': null,
  'appeals.categories.*': null,
  'appeals.levels.*': null,
  'appeals.rating.levels.*': null,
  'appeals.rating.stars.*': null,
  'appeals.states.*': null,
  'appeals.timeline.*': null,
  'casework.*.note': ['template', 'handOver', 'dispatch', 'ratings', 'import'],
  'casework.*.title': ['template', 'handOver', 'dispatch', 'ratings', 'import'],
  'casework.care.channels.*': null,
  'casework.care.states.*': null,
  'casework.dispatch.handlers.*': null,
  'casework.dispatch.sources.*': null,
  'casework.done.*': null,
  'casework.handOver.*': ['ended', 'planned', 'now'],
  'casework.import.columns.*': null,
  'casework.import.faults.*': null,
  'casework.notes.*': null,
  'casework.roles.*': null,
  'casework.verbs.*': null,
  'compose.kindHints.*': null,
  'compose.placeholders.*': null,
  'deliberation.agenda.*': null,
  'deliberation.cards.done.*': null,
  'deliberation.councillors.*': null,
  'deliberation.groups.*': null,
  'deliberation.letters.*': null,
  'deliberation.map.*': ['agree', 'disagree'],
  'deliberation.map.files.*': null,
  'deliberation.map.take.*': null,
  'deliberation.mine.states.*': null,
  'deliberation.now.*': null,
  'deliberation.office.*': [
    'accept',
    'refuse',
    'invite',
    'schedule',
    'open',
    'close',
    'review',
    'publish',
    'answer',
    'moderate',
  ],
  'deliberation.office.done.*': null,
  'deliberation.office.lists.*': null,
  'deliberation.office.noneTitles.*': null,
  'deliberation.office.notes.*': null,
  'deliberation.office.submits.*': null,
  'deliberation.offices.*': null,
  'deliberation.present.answers.*': null,
  'deliberation.present.ways.*': null,
  'deliberation.ranking.periods.*': null,
  'deliberation.rating.stars.*': null,
  'deliberation.states.*': null,
  'deliberation.steps.*': null,
  'deliberation.talk.kinds.*': null,
  'deliberation.task.percents.*': null,
  'deliberation.votes.*': null,
  'desk.reasons.*': null,
  'desk.refuseReasons.*': null,
  'doing.*': ['post', 'give', 'lost', 'recommend'],
  'doing.*Note': ['post', 'give', 'lost', 'recommend'],
  'feed.emptyOthers.*': null,
  'feed.kinds.*': null,
  'home.entries.*': null,
  'home.welcome.*': ['see', 'ask', 'decide'],
  'insights.*': ['open', 'closed', 'other'],
  'insights.periods.*': null,
  'membership.*': ['owner', 'family', 'tenant', 'pending', 'verified', 'refused', 'ended'],
  'membership.*Note': ['owner', 'family', 'tenant'],
  'moderation.reasons.*': null,
  'notices.compose.*': ['now', 'later', 'never', 'until', 'pastPublish', 'badExpiry'],
  'notices.levelNotes.*': null,
  'notices.levels.*': null,
  'points.kinds.*': null,
  'points.rules.*': null,
  'points.stateTexts.*': null,
  'points.states.*': null,
  'search.kinds.*': null,
  'time.weekdays.*': null,
  'volunteering.*': ['coming', 'past'],
  'volunteering.categories.*': null,
  'volunteering.faults.*': null,
  'volunteering.numberHints.*': null,
  'volunteering.numbers.*': null,
  'volunteering.radii.*': null,
  'volunteering.skills.*': null,
  'volunteering.states.*': null,
  'volunteering.turns.*': null,
  'voting.*': ['secret', 'open'],
  'voting.ballot.faults.*': null,
  'voting.electorates.*': null,
  'voting.objection.*': ['ballot', 'roll'],
  'voting.corrections.changes.*': null,
  'voting.corrections.states.*': null,
  'voting.objection.abouts.*': null,
  'voting.objection.states.*': null,
  'voting.paper.states.*': null,
  'voting.prepare.*': ['quorum', 'threshold'],
  'voting.prepare.electorateNotes.*': null,
  'voting.register.columns.*': null,
  'voting.register.sources.*': null,
  'voting.ruleNames.*': null,
  'voting.rules.*': null,
  'voting.states.*': null,
}

const templates = [...source.matchAll(/\bt\(\s*`([^`]+)`/g)].map(([, text = '']) => text.replace(/\$\{[^}]+\}/g, '*'))

function madeKeys(keys: readonly string[]): Set<string> {
  const all = Object.entries(MADE).flatMap(([template, values]) => {
    const [before = '', after = ''] = template.split('*')
    if (values !== null) return values.map((value) => `${before}${value}${after}`)
    return keys.filter((key) => key.startsWith(before) && key.endsWith(after))
  })
  return new Set(all)
}

describe('texts', () => {
  const keys = keysOf(zhCN)

  test('every template of a key is in the table above, and nothing else is', () => {
    expect([...new Set(templates)].sort()).toEqual(Object.keys(MADE).sort())
  })

  test('a key put together at run time has a text', () => {
    expect([...madeKeys(keys)].filter((key) => !keys.includes(key))).toEqual([])
  })

  test('every text is said somewhere', () => {
    const literals = new Set([...source.matchAll(/'([a-z][A-Za-z]*(?:\.[A-Za-z_0-9]+)+)'/g)].map(([, key]) => key))
    const made = madeKeys(keys)
    expect(keys.filter((key) => !literals.has(key) && !made.has(key))).toEqual([])
  })

  test('English says the same, with nothing missing and nothing more than a word bent for one', () => {
    const others = keysOf(en)
    expect(keys.filter((key) => !others.includes(key))).toEqual([])
    expect(others.filter((key) => !keys.includes(key.replace(/_one$/, '')))).toEqual([])
  })

  test('both languages put the same values into a text', () => {
    const at = (area: object, key: string): string =>
      key.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], area) as string
    const valuesOf = (text: string) => [...new Set(text.match(/{{\w+}}/g))].sort()
    const differing = keys.filter((key) => {
      const [here, there] = [valuesOf(at(zhCN, key)), valuesOf(at(en, key))]
      return there.some((value) => !here.includes(value))
    })
    expect(differing).toEqual([])
  })
})
