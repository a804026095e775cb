import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { AidKind } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { replace, routeParams } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { aidStore } from '@/stores/aid-store'
import { HELP_LANGUAGES, type HelpLanguage, piecesOf } from '@/stores/compose-need-store'
import { Button, Card, Choice, MultiChoice, Section, TextField } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { DAY_PARTS, DAYS, type Day, type DayPart, weeklyOf } from './weekly'

const KINDS: readonly AidKind[] = ['help', 'item']
const RADII = ['200', '500', '1000', '3000'] as const

interface Draft {
  kind: AidKind
  categories: string[]
  days: Day[]
  parts: DayPart[]
  radius: (typeof RADII)[number]
  perWeek: string
  quantity: string
  languages: HelpLanguage[]
  phone: string
}

interface PartProps {
  draft: Draft
  onChange: (changes: Partial<Draft>) => void
}

const What = observer(function What({ draft, onChange }: PartProps) {
  const aid = useStore(aidStore)
  const { kind, categories, quantity } = draft
  const known = (aid.categories.value ?? []).filter((one) => one.kind === kind)
  return (
    <>
      <Section title={t('aid.offer.kind')}>
        <Card>
          <Choice
            label={t('aid.offer.kind')}
            value={kind}
            options={KINDS.map((key) => ({ key, text: t(`aid.offer.${key}`) }))}
            onChange={(key) => onChange({ kind: key, categories: [] })}
          />
        </Card>
      </Section>
      <Section title={t('aid.offer.categories')}>
        <Card>
          <MultiChoice
            label={t('aid.offer.categories')}
            values={categories}
            options={known.map(({ id, name }) => ({ key: id, text: name }))}
            onChange={(keys) => onChange({ categories: keys })}
          />
        </Card>
      </Section>
      {kind === 'item' ? (
        <TextField
          label={t('aid.offer.quantity')}
          kind='number'
          value={quantity}
          maxLength={5}
          onChange={(changed) => onChange({ quantity: changed })}
        />
      ) : null}
    </>
  )
})

function When({ draft, onChange }: PartProps) {
  const { days, parts, radius, perWeek } = draft
  return (
    <>
      <Section title={t('aid.offer.days')}>
        <Words tone='second' text={t('aid.offer.anytime')} />
        <Card>
          <MultiChoice
            label={t('aid.offer.days')}
            values={days}
            options={DAYS.map((key) => ({ key, text: t(`aid.offer.day.${key}`) }))}
            onChange={(keys) => onChange({ days: keys })}
          />
        </Card>
      </Section>
      <Section title={t('aid.offer.parts')}>
        <Card>
          <MultiChoice
            label={t('aid.offer.parts')}
            values={parts}
            options={DAY_PARTS.map((key) => ({ key, text: t(`aid.offer.part.${key}`) }))}
            onChange={(keys) => onChange({ parts: keys })}
          />
        </Card>
      </Section>
      <Section title={t('aid.offer.radius')}>
        <Card>
          <Choice
            label={t('aid.offer.radius')}
            value={radius}
            options={RADII.map((key) => ({ key, text: t('aid.offer.metres', { count: Number(key) }) }))}
            onChange={(key) => onChange({ radius: key })}
          />
        </Card>
      </Section>
      <TextField
        label={t('aid.offer.perWeek')}
        kind='number'
        value={perWeek}
        maxLength={2}
        onChange={(changed) => onChange({ perWeek: changed })}
      />
    </>
  )
}

function Myself({ draft, onChange }: PartProps) {
  const { languages, phone } = draft
  return (
    <>
      <Section title={t('aid.offer.languages')}>
        <Card>
          <MultiChoice
            label={t('aid.offer.languages')}
            values={languages}
            options={HELP_LANGUAGES.map((key) => ({ key, text: t(`aid.offer.language.${key}`) }))}
            onChange={(keys) => onChange({ languages: keys })}
          />
        </Card>
      </Section>
      <TextField
        label={t('aid.offer.phone')}
        hint={t('aid.compose.phoneHint')}
        kind='phone'
        value={phone}
        maxLength={20}
        onChange={(changed) => onChange({ phone: changed })}
      />
    </>
  )
}

const EMPTY: Draft = {
  kind: 'help',
  categories: [],
  days: [],
  parts: [],
  radius: '1000',
  perWeek: '2',
  quantity: '1',
  languages: [],
  phone: '',
}

/** Saying what I can do, and when. Opened with a `category`, where somebody saw a request they could help with. */
function OfferScreen() {
  const { session, ui } = useStores()
  const aid = useStore(aidStore)
  const [{ category }] = useState(routeParams)
  const [draft, setDraft] = useState<Draft>(EMPTY)
  const placeId = session.grid?.id ?? null
  useEffect(() => {
    aid.sender.clear()
    void aid.loadCategories().then(() => {
      const known = aid.categories.value?.find(({ id }) => id === category)
      if (known) setDraft({ ...EMPTY, kind: known.kind, categories: [known.id] })
    })
  }, [aid, category])
  const perWeek = piecesOf(draft.perWeek, LIMITS.offerPerWeek)
  const quantity = draft.kind === 'item' ? piecesOf(draft.quantity, LIMITS.aidQuantity) : 1
  const handleChange = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const handleSave = async () => {
    if (placeId === null || perWeek === null || quantity === null) return
    const phone = draft.phone.trim()
    const made = await aid.offer({
      placeId,
      kind: draft.kind,
      categories: draft.categories,
      weekly: weeklyOf(draft.days, draft.parts),
      radiusMetres: Number(draft.radius),
      perWeek,
      ...(draft.kind === 'item' ? { quantity } : {}),
      ...(draft.languages.length > 0 ? { languages: draft.languages } : {}),
      ...(phone ? { phone } : {}),
    })
    if (made === null) return
    ui.say(t('aid.offer.saved'))
    await replace('mutual-aid/offers')
  }
  const footer = (
    <Button
      block
      text={t('aid.offer.save')}
      disabled={draft.categories.length === 0 || perWeek === null || quantity === null}
      loading={aid.sender.isBusy}
      onPress={() => void handleSave()}
    />
  )
  return (
    <Screen key={ui.language} title={t('aid.offer.title')} footer={placeId === null ? undefined : footer}>
      {placeId === null ? (
        <NotYet />
      ) : (
        <>
          <What draft={draft} onChange={handleChange} />
          <When draft={draft} onChange={handleChange} />
          <Myself draft={draft} onChange={handleChange} />
          {aid.sender.trouble ? <Words tone='alert' text={sayTrouble(aid.sender.trouble)} /> : null}
        </>
      )}
    </Screen>
  )
}

export default observer(OfferScreen)
