import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { CouncillorKind } from '@/contract'
import { t } from '@/i18n'
import { useStore, useStores } from '@/stores'
import { deliberationRulesStore } from '@/stores/deliberation-rules-store'
import { Button, Card, Choice, Section } from '@/ui'
import { FindResident, type Named } from '../find-resident'

const kinds: readonly CouncillorKind[] = ['party_delegate', 'peoples_deputy', 'cppcc_member']

/** Which resident, and elected as what. */
export const AppointForm = observer(function AppointForm({ placeId, onDone }: { placeId: string; onDone: () => void }) {
  const { ui } = useStores()
  const store = useStore(deliberationRulesStore)
  const [who, setWho] = useState<Named | null>(null)
  const [kind, setKind] = useState<CouncillorKind | null>(null)
  const handleAppoint = async () => {
    if (who === null || kind === null) return
    if ((await store.appoint(who.id, kind)) === null) return
    ui.say(t('deliberation.council.appointed', { name: who.name, kind: t(`deliberation.councillors.${kind}`) }))
    onDone()
  }
  return (
    <>
      <Section title={t('deliberation.council.who')}>
        <Card>
          <FindResident placeId={placeId} label={t('deliberation.council.who')} chosen={who} onChoose={setWho} />
        </Card>
      </Section>
      <Section title={t('deliberation.council.kind')}>
        <Card>
          <Choice
            label={t('deliberation.council.kind')}
            value={kind}
            onChange={setKind}
            options={kinds.map((key) => ({ key, text: t(`deliberation.councillors.${key}`) }))}
          />
        </Card>
      </Section>
      <Button
        block
        text={t('deliberation.council.appoint')}
        disabled={who === null || kind === null}
        loading={store.isBusy}
        onPress={() => void handleAppoint()}
      />
      <Button block kind='text' text={t('common.cancel')} disabled={store.isBusy} onPress={onDone} />
    </>
  )
})
