import type { Schemas } from '@renum/client'
import { useTranslations } from 'use-intl'

/** Where a passage stands, as people say it: page, slide, sheet, rows, heading. */
export function useLocationText(): (location: Schemas['Location']) => string {
  const t = useTranslations('document')
  return ({ page, page_end, slide, sheet, row, row_end, heading }) =>
    [
      page === undefined ? null : page_end ? t('pages', { from: page, to: page_end }) : t('page', { number: page }),
      slide === undefined ? null : t('slide', { number: slide }),
      sheet === undefined ? null : t('sheet', { name: sheet }),
      row === undefined ? null : row_end ? t('rows', { from: row, to: row_end }) : t('row', { number: row }),
      heading,
    ]
      .filter(Boolean)
      .join(' · ') || t('start')
}
