import { observer } from 'mobx-react-lite'
import { t } from '@/i18n'
import { Card } from '@/ui'
import { Screen } from '../../frame/Screen'
import { Words } from '../../frame/Words'

const parts = ['Who', 'Home', 'Words', 'Read', 'Logs', 'Never'] as const

/** In plain words: what is kept of a person, who sees it, for how long. */
function KeptOfMe() {
  return (
    <Screen title={t('account.keptTitle')}>
      <Words tone='lead' text={t('account.keptIntro')} />
      {parts.map((part) => (
        <Card key={part} title={t(`account.kept${part}`)}>
          <Words text={t(`account.kept${part}Text`)} />
        </Card>
      ))}
    </Screen>
  )
}

export default observer(KeptOfMe)
