import { useEffect, useState } from 'react'
import type { Rectangles } from '../queries.ts'
import { Marks } from './marks.tsx'

interface ImageViewProps {
  bytes: ArrayBuffer
  type: string
  name: string
  page: Rectangles['pages'][number] | undefined
}

export function ImageView({ bytes, type, name, page }: ImageViewProps) {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type }))
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [bytes, type])
  return (
    <div className="relative m-4 overflow-hidden rounded-lg bg-[#fff] shadow-card">
      {url && <img src={url} alt={name} className="block w-full" />}
      {page && <Marks page={page} scroll />}
    </div>
  )
}
