import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { t } from '@/i18n'
import { copyText } from '@/platform/clipboard'
import { fileWay, handOver } from '@/platform/take-file'
import { type Trouble, useStore, useStores } from '@/stores'
import { accountStore } from '@/stores/account-store'
import { Confirm } from '@/ui'
import { sayTrouble } from './trouble'

/** A store that fetches files: where the platform put one, until it was handed over, and under which name. */
interface FileStore {
  readonly file: { path: string; name: string } | null
  dropFile(): void
}

/** Fetches a file and gives it to the person, the way their platform has: saved, passed to a chat, or told where else to get it. */
export function useTakeFile(store: FileStore) {
  const { ui } = useStores()
  const account = useStore(accountStore)
  const [isAsking, setAsking] = useState(false)

  const give = async () => {
    setAsking(false)
    const file = store.file
    if (file === null) return
    const isTaken = await handOver(file.path, file.name)
    store.dropFile()
    if (isTaken) ui.say(t('volunteering.fileTaken'))
  }
  const take = async (fetchFile: () => Promise<Trouble | null>) => {
    if (fileWay === 'elsewhere') return setAsking(true)
    const trouble = await fetchFile()
    if (trouble) return ui.say(sayTrouble(trouble))
    if (fileWay === 'save') return give()
    // WeChat hands a file over on a tap alone.
    setAsking(true)
  }
  const copyAddress = async () => {
    setAsking(false)
    const isCopied = await copyText(account.webAddress)
    ui.say(t(isCopied ? 'volunteering.addressCopied' : 'volunteering.fileElsewhereText'))
  }
  return {
    isAsking,
    take,
    confirm: () => void (fileWay === 'elsewhere' ? copyAddress() : give()),
    close: () => setAsking(false),
  }
}

type Taking = ReturnType<typeof useTakeFile>

/** The question that some platforms need before a file is handed over. */
export const TakeFile = observer(function TakeFile({ taking }: { taking: Taking }) {
  const isElsewhere = fileWay === 'elsewhere'
  return (
    <Confirm
      open={taking.isAsking}
      title={t(isElsewhere ? 'volunteering.fileElsewhere' : 'volunteering.fileReady')}
      text={t(isElsewhere ? 'volunteering.fileElsewhereText' : 'volunteering.fileReadyText')}
      confirmText={t(isElsewhere ? 'volunteering.copyAddress' : 'volunteering.sendFile')}
      cancelText={t('common.cancel')}
      onConfirm={taking.confirm}
      onCancel={taking.close}
    />
  )
})
