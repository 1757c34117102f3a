import * as pdfjs from 'pdfjs-dist'
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Skeleton } from '../../../ui/blocks.tsx'
import { Failure } from '../../../ui/query-state.tsx'
import type { Rectangles } from '../queries.ts'
import { Marks } from './marks.tsx'
import './pdf-view.css'

pdfjs.GlobalWorkerOptions.workerSrc = workerUrl

type Pdf = pdfjs.PDFDocumentProxy
type MarkedPage = Rectangles['pages'][number]

/** A PDF, page under page; pages are drawn as they come into view. */
export function PdfView({ bytes, pages }: { bytes: ArrayBuffer; pages: MarkedPage[] }) {
  const [pdf, setPdf] = useState<{ document: Pdf; ratio: number } | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  useEffect(() => {
    const task = pdfjs.getDocument({
      // pdf.js gives the bytes to its worker, and takes them away from here.
      data: new Uint8Array(bytes.slice(0)),
      standardFontDataUrl: '/pdfjs/',
      wasmUrl: '/pdfjs/',
      enableXfa: false,
    })
    task.promise
      .then(async (document) => {
        const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 })
        setPdf({ document, ratio: width / height })
      })
      .catch(setFailure)
    return () => void task.destroy()
  }, [bytes])
  if (failure) return <Failure error={failure} />
  if (!pdf) return <Skeleton className="m-4 h-[60vh]" />
  return (
    <div className="flex flex-col gap-4 p-3 sm:p-5">
      {Array.from({ length: pdf.document.numPages }, (_, i) => (
        <PdfPage
          key={i}
          pdf={pdf.document}
          number={i + 1}
          ratio={pdf.ratio}
          marked={pages.find(({ page }) => page === i + 1)}
          first={pages[0]?.page === i + 1}
        />
      ))}
    </div>
  )
}

interface PdfPageProps {
  pdf: Pdf
  number: number
  /** Of the first page: what is not drawn yet has its shape. */
  ratio: number
  marked: MarkedPage | undefined
  first: boolean
}

function PdfPage({ pdf, number, ratio, marked, first }: PdfPageProps) {
  const t = useTranslations('document')
  const holder = useRef<HTMLElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const text = useRef<HTMLDivElement>(null)
  const [near, setNear] = useState(false)
  const [shape, setShape] = useState(ratio)
  useEffect(() => {
    const element = holder.current
    if (!element || near) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), {
      rootMargin: '600px',
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [near])
  useEffect(() => {
    if (!near) return
    let ended = false
    let task: pdfjs.RenderTask | undefined
    void pdf.getPage(number).then((page) => {
      const target = canvas.current
      if (ended || !target || !holder.current || !text.current) return
      const plain = page.getViewport({ scale: 1 })
      setShape(plain.width / plain.height)
      const scale = holder.current.clientWidth / plain.width
      const density = Math.min(2, devicePixelRatio)
      const viewport = page.getViewport({ scale: scale * density })
      target.width = viewport.width
      target.height = viewport.height
      task = page.render({ canvas: target, viewport })
      // A page that was scrolled past is given up.
      task.promise.catch(() => {})
      text.current.style.setProperty('--total-scale-factor', String(scale))
      text.current.replaceChildren()
      const layer = new pdfjs.TextLayer({
        textContentSource: page.streamTextContent(),
        container: text.current,
        viewport: page.getViewport({ scale }),
      })
      layer.render().catch(() => {})
    })
    return () => {
      ended = true
      task?.cancel()
    }
  }, [near, pdf, number])
  return (
    <figure
      ref={holder}
      aria-label={t('page', { number })}
      style={{ aspectRatio: shape }}
      className="relative w-full overflow-hidden rounded-lg bg-[#fff] shadow-card"
    >
      <canvas ref={canvas} className="absolute inset-0 size-full" />
      <div ref={text} className="pdf-text" />
      {marked && <Marks page={marked} scroll={first} />}
    </figure>
  )
}
