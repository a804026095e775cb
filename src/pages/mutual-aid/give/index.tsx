import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { replace } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { aidStore } from '@/stores/aid-store'
import { piecesOf } from '@/stores/compose-need-store'
import { giftsStore } from '@/stores/gifts-store'
import { Button, Card, Choice, Section, TextArea, TextField } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'

/** Giving things to the community, for a purpose. */
function Give() {
  const { session, ui } = useStores()
  const store = useStore(giftsStore)
  const aid = useStore(aidStore)
  const [purpose, setPurpose] = useState('')
  const [category, setCategory] = useState<string | null>(null)
  const [pieces, setPieces] = useState('')
  const placeId = session.grid?.id ?? null
  const quantity = piecesOf(pieces, LIMITS.aidQuantity)
  const known = (aid.categories.value ?? []).filter(({ kind }) => kind === 'item')
  useEffect(() => {
    store.sender.clear()
    void aid.loadCategories()
  }, [store, aid])
  const handleGive = async () => {
    if (placeId === null || category === null || quantity === null) return
    if ((await store.give({ placeId, category, purpose: purpose.trim(), quantity })) === null) return
    ui.say(t('aid.gifts.sent'))
    await replace('mutual-aid/gifts')
  }
  const footer = (
    <Button
      block
      text={t('aid.gifts.send')}
      disabled={category === null || quantity === null || purpose.trim() === ''}
      loading={store.sender.isBusy}
      onPress={() => void handleGive()}
    />
  )
  return (
    <Screen key={ui.language} title={t('aid.gifts.give')} footer={placeId === null ? undefined : footer}>
      {placeId === null ? (
        <NotYet />
      ) : (
        <>
          <TextArea
            label={t('aid.gifts.purpose')}
            placeholder={t('aid.gifts.purposePlaceholder')}
            value={purpose}
            maxLength={LIMITS.giftPurpose}
            onChange={setPurpose}
          />
          <Section title={t('aid.gifts.category')}>
            <Card>
              <Choice
                label={t('aid.gifts.category')}
                value={category}
                options={known.map(({ id, name }) => ({ key: id, text: name }))}
                onChange={setCategory}
              />
            </Card>
          </Section>
          <TextField label={t('aid.gifts.quantity')} kind='number' value={pieces} maxLength={5} onChange={setPieces} />
          {store.sender.trouble ? <Words tone='alert' text={sayTrouble(store.sender.trouble)} /> : null}
        </>
      )}
    </Screen>
  )
}

export default observer(Give)
