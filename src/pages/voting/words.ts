import type { Poll } from '@/contract'
import { t } from '@/i18n'
import { sayMoment, sayRange } from '@/i18n/time'
import type { Tone } from '@/ui'

/** "2/3" as a number; 0 for none. */
export function shareOf(share: string | null): number {
  const [part = 0, whole = 1] = (share ?? '0/1').split('/').map(Number)
  return whole > 0 ? part / whole : 0
}

const THOUSAND = 1_000

/** "66.6%": cut, not rounded, as the reasons are, so that what is just under a bound never reads as having reached it. */
export function perCentOf(part: number, whole: number): string {
  return `${whole > 0 ? Math.floor((part * THOUSAND) / whole) / 10 : 0}%`
}

/** How much of the roll has to take part; null where any turnout will do. */
export function boundOf({ rule }: Pick<Poll, 'rule'>): string | null {
  return rule.kind.startsWith('civil_code_278') ? '2/3' : rule.quorum
}

/** "业主表决 · 民法典第 278 条" */
export function sayKind({ electorate, advisory }: Pick<Poll, 'electorate' | 'advisory'>): string {
  return `${t(`voting.electorates.${electorate}`)} · ${t(advisory ? 'voting.advisory' : 'voting.statute')}`
}

/** How it passes, in a sentence or two. */
export function sayRule({ rule }: Pick<Poll, 'rule'>): string {
  const shares = [
    rule.quorum === null ? '' : t('voting.quorum', { share: rule.quorum }),
    rule.threshold === null ? '' : t('voting.threshold', { share: rule.threshold }),
  ]
  return [t(`voting.rules.${rule.kind}`), ...shares].filter((text) => text !== '').join(' · ')
}

export function saySecrecy({ secrecy, advisory }: Pick<Poll, 'secrecy' | 'advisory'>): string {
  if (secrecy === 'secret') return t('voting.secretText')
  return t(advisory ? 'voting.openPlainText' : 'voting.openText')
}

/** When one can vote, or could: a poll may be closed before its time. */
export function sayWindow({ opensAt, closesAt, closedAt }: Pick<Poll, 'opensAt' | 'closesAt' | 'closedAt'>): string {
  return sayRange(opensAt, closedAt ?? closesAt)
}

export const sayOpening = ({ opensAt }: Pick<Poll, 'opensAt'>): string =>
  t('voting.opensOn', { when: sayMoment(opensAt) })

export const TONES: Readonly<Record<Poll['state'], Tone>> = {
  draft: 'neutral',
  announced: 'wait',
  open: 'brand',
  closed: 'neutral',
  annulled: 'alert',
}

/** Whom an entry of the roll is about: a door, and who votes for it. */
export const sayVoter = ({ label, names }: { label: string; names: readonly string[] }): string =>
  [label, ...names].filter((text) => text !== '').join(' · ')

/** What was chosen, as the poll says it. */
export function sayChoice({ options }: Pick<Poll, 'options'>, optionIds: readonly string[]): string {
  return options
    .filter(({ id }) => optionIds.includes(id))
    .map(({ text }) => text)
    .join('、')
}
