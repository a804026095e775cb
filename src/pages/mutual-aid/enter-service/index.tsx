import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { ServicePrice } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { replace } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { aidStore } from '@/stores/aid-store'
import { servicesStore } from '@/stores/services-store'
import { Button, Card, Choice, MultiChoice, Section, TextArea, TextField } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { DAY_PARTS, DAYS, type Day, type DayPart, weeklyOf } from '../offer/weekly'
import { fenOf } from '../price'

const PER: readonly ServicePrice['per'][] = ['visit', 'hour', 'piece']
const YUAN_MAX_LENGTH = 8
const PHONE_MAX_LENGTH = 20
const PHONE = /^\+?[0-9][0-9 -]{4,18}[0-9]$/

interface Draft {
  title: string
  category: string | null
  about: string
  yuan: string
  per: ServicePrice['per']
  area: string
  certificate: string
  phone: string
  days: Day[]
  parts: DayPart[]
}

const EMPTY: Draft = {
  title: '',
  category: null,
  about: '',
  yuan: '',
  per: 'visit',
  area: '',
  certificate: '',
  phone: '',
  days: [...DAYS],
  parts: ['morning', 'afternoon'],
}

interface PartProps {
  draft: Draft
  onChange: (changes: Partial<Draft>) => void
}

const What = observer(function What({ draft, onChange }: PartProps) {
  const aid = useStore(aidStore)
  const known = (aid.categories.value ?? []).filter(({ kind }) => kind === 'help')
  return (
    <>
      <TextField
        label={t('aid.enterService.name')}
        placeholder={t('aid.enterService.namePlaceholder')}
        value={draft.title}
        maxLength={LIMITS.serviceTitle}
        onChange={(title) => onChange({ title })}
      />
      <Section title={t('aid.enterService.category')}>
        <Card>
          <Choice
            label={t('aid.enterService.category')}
            value={draft.category}
            options={known.map(({ id, name }) => ({ key: id, text: name }))}
            onChange={(category) => onChange({ category })}
          />
        </Card>
      </Section>
      <TextArea
        label={t('aid.enterService.about')}
        placeholder={t('aid.enterService.aboutPlaceholder')}
        value={draft.about}
        maxLength={LIMITS.serviceAbout}
        onChange={(about) => onChange({ about })}
      />
    </>
  )
})

function Price({ draft, onChange }: PartProps) {
  return (
    <>
      <TextField
        label={t('aid.enterService.yuan')}
        hint={t('aid.enterService.yuanHint')}
        error={fenOf(draft.yuan) === null ? t('aid.enterService.yuanWrong') : null}
        kind='number'
        value={draft.yuan}
        maxLength={YUAN_MAX_LENGTH}
        onChange={(yuan) => onChange({ yuan })}
      />
      <Section title={t('aid.enterService.per')}>
        <Card>
          <Choice
            label={t('aid.enterService.per')}
            value={draft.per}
            options={PER.map((key) => ({ key, text: t(`aid.enterService.perOne.${key}`) }))}
            onChange={(per) => onChange({ per })}
          />
        </Card>
      </Section>
    </>
  )
}

function Hours({ draft, onChange }: PartProps) {
  return (
    <>
      <Section title={t('aid.offer.days')}>
        <Card>
          <MultiChoice
            label={t('aid.offer.days')}
            values={draft.days}
            options={DAYS.map((key) => ({ key, text: t(`aid.offer.day.${key}`) }))}
            onChange={(days) => onChange({ days })}
          />
        </Card>
      </Section>
      <Section title={t('aid.offer.parts')}>
        <Card>
          <MultiChoice
            label={t('aid.offer.parts')}
            values={draft.parts}
            options={DAY_PARTS.map((key) => ({ key, text: t(`aid.offer.part.${key}`) }))}
            onChange={(parts) => onChange({ parts })}
          />
        </Card>
      </Section>
    </>
  )
}

function Who({ draft, onChange }: PartProps) {
  return (
    <>
      <TextField
        label={t('aid.enterService.area')}
        placeholder={t('aid.enterService.areaPlaceholder')}
        value={draft.area}
        maxLength={LIMITS.serviceTitle}
        onChange={(area) => onChange({ area })}
      />
      <TextField
        label={t('aid.enterService.certificate')}
        placeholder={t('aid.enterService.certificatePlaceholder')}
        value={draft.certificate}
        maxLength={LIMITS.serviceTitle}
        onChange={(certificate) => onChange({ certificate })}
      />
      <TextField
        label={t('aid.enterService.phone')}
        kind='phone'
        value={draft.phone}
        maxLength={PHONE_MAX_LENGTH}
        onChange={(phone) => onChange({ phone })}
      />
    </>
  )
}

/** What is to be sent; null where something is still missing. */
function requestOf(draft: Draft, placeId: string | null) {
  const [title, about, area] = [draft.title.trim(), draft.about.trim(), draft.area.trim()]
  const [certificate, phone] = [draft.certificate.trim(), draft.phone.trim()]
  const fen = fenOf(draft.yuan)
  const weekly = weeklyOf(draft.days, draft.parts)
  const isWritten = title !== '' && about !== '' && area !== '' && certificate !== '' && PHONE.test(phone)
  if (placeId === null || draft.category === null || fen === null || weekly.length === 0 || !isWritten) return null
  const price = { fen, per: draft.per }
  return { placeId, title, category: draft.category, about, price, area, certificate, phone, weekly }
}

/** A home service comes into the directory (secretary, partner). */
function EnterService() {
  const { session, ui } = useStores()
  const store = useStore(servicesStore)
  const aid = useStore(aidStore)
  const [draft, setDraft] = useState<Draft>(EMPTY)
  const placeId = session.grid?.id ?? null
  useEffect(() => {
    store.sender.clear()
    void aid.loadCategories()
  }, [store, aid])
  const handleChange = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const request = requestOf(draft, placeId)
  const handleSave = async () => {
    if (request === null || (await store.enter(request)) === null) return
    ui.say(t('aid.enterService.saved'))
    await replace('mutual-aid/services')
  }
  const footer = (
    <Button
      block
      text={t('aid.enterService.save')}
      disabled={request === null}
      loading={store.sender.isBusy}
      onPress={() => void handleSave()}
    />
  )
  return (
    <Screen key={ui.language} title={t('aid.enterService.title')} footer={placeId === null ? undefined : footer}>
      {placeId === null ? (
        <NotYet />
      ) : (
        <>
          <What draft={draft} onChange={handleChange} />
          <Price draft={draft} onChange={handleChange} />
          <Hours draft={draft} onChange={handleChange} />
          <Who draft={draft} onChange={handleChange} />
          {request === null ? <Words tone='second' text={t('aid.enterService.missing')} /> : null}
          {store.sender.trouble ? <Words tone='alert' text={sayTrouble(store.sender.trouble)} /> : null}
        </>
      )}
    </Screen>
  )
}

export default observer(EnterService)
