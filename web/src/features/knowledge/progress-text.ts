import type { DocumentEvent } from '@renum/client'
import { useTranslations } from 'use-intl'

interface Progress {
  step?: DocumentEvent['step']
  percent?: number
  waitingFor?: DocumentEvent['waiting_for']
}

/** How far the processing of a document is, in words. */
export function useProgressText(): (progress: Progress) => string {
  const t = useTranslations('steps')
  return ({ step = 'queued', percent = 0, waitingFor }) => {
    if (waitingFor) return t(`waiting_${waitingFor}`)
    return step === 'queued' || step === 'finished'
      ? t(step)
      : t('withPercent', { step: t(step), percent: percent / 100 })
  }
}
