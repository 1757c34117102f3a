import { Tabs } from 'radix-ui'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { ScrollFrame } from '../../ui/scroll-frame.tsx'

/** Side by side where there is room, else one behind the other. */
export function Panes({
  original,
  passages,
  versions,
  count,
}: {
  original: ReactNode
  passages: ReactNode
  versions: ReactNode
  count: number
}) {
  const t = useTranslations('document')
  const [wide, setWide] = useState(() => matchMedia('(min-width: 64rem)').matches)
  const [tab, setTab] = useState(wide ? 'passages' : 'original')
  useEffect(() => {
    const media = matchMedia('(min-width: 64rem)')
    const onChange = () => {
      setWide(media.matches)
      setTab(media.matches ? 'passages' : 'original')
    }
    media.addEventListener('change', onChange)
    return () => media.removeEventListener('change', onChange)
  }, [])
  const trigger =
    'h-10 border-b-2 border-transparent px-3 text-soft hover:text-ink data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink'
  return (
    <div className="mt-6 grid grid-cols-1 gap-6 lg:grid-cols-[minmax(0,1.35fr)_minmax(19rem,1fr)]">
      {wide && <div className="min-w-0">{original}</div>}
      <Tabs.Root value={tab} onValueChange={setTab} className="min-w-0 lg:sticky lg:top-6 lg:self-start">
        <Tabs.List aria-label={t('panes')} className="mb-4 flex border-b border-line">
          {!wide && (
            <Tabs.Trigger value="original" className={trigger}>
              {t('original')}
            </Tabs.Trigger>
          )}
          <Tabs.Trigger value="passages" className={trigger}>
            {t('passages', { count })}
          </Tabs.Trigger>
          <Tabs.Trigger value="versions" className={trigger}>
            {t('versions')}
          </Tabs.Trigger>
        </Tabs.List>
        {!wide && <Tabs.Content value="original">{original}</Tabs.Content>}
        <Tabs.Content value="passages" tabIndex={-1}>
          <ScrollFrame label={t('passages', { count })} className="relative lg:h-[calc(100dvh-7rem)] lg:pr-2">
            {passages}
          </ScrollFrame>
        </Tabs.Content>
        <Tabs.Content value="versions">{versions}</Tabs.Content>
      </Tabs.Root>
    </div>
  )
}
