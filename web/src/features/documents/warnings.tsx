import type { Schemas } from '@renum/client'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Notice } from '../../ui/blocks.tsx'
import { Button } from '../../ui/button.tsx'

type Warning = Schemas['Document']['warnings'][number]

/** What searches do not find of a file although it shows it, and where. */
export function Warnings({ warnings }: { warnings: Warning[] }) {
  const t = useTranslations('document')
  const format = useFormatter()
  const [all, setAll] = useState(false)
  if (warnings.length === 0) return null
  const placeText = (place: Warning['places'][number]) => {
    if (place.sheet !== undefined)
      return place.cell ? `${place.sheet}!${place.cell}` : t('sheet', { name: place.sheet })
    if (place.page !== undefined) return t('page', { number: place.page })
    if (place.slide !== undefined) return t('slide', { number: place.slide })
    if (place.row !== undefined) return t('row', { number: place.row })
    return place.line === undefined ? '' : t('line', { number: place.line })
  }
  return (
    <Notice title={t('warningsTitle', { count: warnings.length })}>
      <ul className="mt-1 flex list-disc flex-col gap-1 pl-4">
        {(all ? warnings : warnings.slice(0, 3)).map(({ code, message, places }) => (
          <li key={code}>
            {message}
            {places.length > 0 && (
              <span className="block">
                {format.list(
                  places
                    .slice(0, all ? 40 : 6)
                    .map(placeText)
                    .filter(Boolean),
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
      {warnings.length > 3 && !all && (
        <Button size="small" kind="quiet" className="mt-1" onClick={() => setAll(true)}>
          {t('allWarnings')}
        </Button>
      )}
    </Notice>
  )
}
