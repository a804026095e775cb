import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { t } from '@/i18n'
import { onPrivacyRequest, type PrivacyRequest } from '@/platform/privacy'
import { Button, spoken } from '@/ui'
import './sheet.scss'

/** WeChat holds a private call back until this was answered; elsewhere nothing is ever asked. */
export function PrivacySheet() {
  const [request, setRequest] = useState<PrivacyRequest | null>(null)
  useEffect(() => onPrivacyRequest(setRequest), [])
  if (!request) return null
  return (
    <View className='linli-notice-sheet' catchMove>
      <View className='linli-notice-sheet__box' {...spoken({ role: 'dialog', label: t('frame.privacyTitle') })}>
        <View className='linli-notice-sheet__title'>{t('frame.privacyTitle')}</View>
        <View className='linli-notice-sheet__text'>{t('frame.privacyText')}</View>
        <Button kind='text' text={t('frame.privacyRead')} onPress={request.readNotice} />
        <Button
          block
          id={request.buttonId}
          openType='agreePrivacyAuthorization'
          text={t('frame.privacyAgree')}
          onOpenResult={request.agree}
        />
        <Button block kind='text' text={t('frame.privacyRefuse')} onPress={request.refuse} />
      </View>
    </View>
  )
}
