import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Icon } from '../../ui/icon.tsx'
import { droppedFiles } from './dropped-files.ts'

interface DropZoneProps {
  enabled: boolean
  onFiles: (files: File[]) => void
  children: ReactNode
}

/** A page on which files may be dropped anywhere. */
export function DropZone({ enabled, onFiles, children }: DropZoneProps) {
  const t = useTranslations('collection')
  const [over, setOver] = useState(false)
  // Entering a child comes before leaving its parent.
  const depth = useRef(0)
  if (!enabled) return children
  const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  const onDragEnter = (event: DragEvent) => {
    if (!carriesFiles(event)) return
    event.preventDefault()
    depth.current++
    setOver(true)
  }
  const onDragLeave = () => {
    depth.current = Math.max(0, depth.current - 1)
    if (depth.current === 0) setOver(false)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    depth.current = 0
    setOver(false)
    void droppedFiles(event.dataTransfer).then((files) => files.length > 0 && onFiles(files))
  }
  return (
    <section
      aria-label={t('dropArea')}
      onDragEnter={onDragEnter}
      onDragOver={(event) => carriesFiles(event) && event.preventDefault()}
      onDragLeave={onDragLeave}
      onDrop={onDrop}
      className="min-h-[70vh]"
    >
      {children}
      {over && (
        <div className="pointer-events-none fixed inset-3 z-40 flex animate-appear flex-col items-center justify-center gap-3 rounded-3xl border-2 border-dashed border-accent bg-accent-soft/95 text-accent-ink">
          <Icon name="Upload" size={44} />
          <p className="font-serif text-2xl font-medium">{t('drop')}</p>
          <p>{t('dropText')}</p>
        </div>
      )}
    </section>
  )
}
