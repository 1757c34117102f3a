import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const dist = join(import.meta.dirname, 'dist')
const samples = join(import.meta.dirname, '../examples/demo')

/** The documents of `renum demo`, which a new client is offered, with their names. */
function bringSamples(): Plugin {
  return {
    name: 'renum-samples',
    apply: 'build',
    async closeBundle() {
      await cp(samples, join(dist, 'samples'), { recursive: true })
      const names = (await readdir(samples)).sort()
      await writeFile(join(dist, 'samples/index.json'), JSON.stringify(names))
    },
  }
}

/** The letters that every page has are asked for with the page: nothing moves when they come. */
function preloadFonts(): Plugin {
  return {
    name: 'renum-fonts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        Object.keys(bundle)
          .filter((name) => /-latin-wght-normal-[^/]*[.]woff2$/.test(name))
          .map((name) => ({
            tag: 'link',
            attrs: { rel: 'preload', href: `/${name}`, as: 'font', type: 'font/woff2', crossorigin: '' },
            injectTo: 'head' as const,
          })),
    },
  }
}

/** What pdf.js asks for while it shows a file: the fonts that every PDF may name, and decoders of pictures. */
function bringPdfParts(): Plugin {
  return {
    name: 'renum-pdf-parts',
    apply: 'build',
    async closeBundle() {
      const pdfjs = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
      for (const part of ['standard_fonts', 'wasm'])
        await cp(join(pdfjs, part), join(dist, 'pdfjs'), { recursive: true })
    },
  }
}

/** Beside each file that shrinks, the same compressed: the server sends it as it is. */
function compress(): Plugin {
  return {
    name: 'renum-compress',
    apply: 'build',
    async closeBundle() {
      const folder = join(dist, 'assets')
      await mkdir(folder, { recursive: true })
      const names = (await readdir(folder)).filter((name) => /\.(js|mjs|css|svg|wasm)$/.test(name))
      await Promise.all(
        names.map(async (name) => {
          const bytes = await readFile(join(folder, name))
          // 11 would take seconds more on the machine of whoever installs, for 3 % of the bytes.
          const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
          const [br, gz] = await Promise.all([promisify(brotliCompress)(bytes, { params }), promisify(gzip)(bytes)])
          await Promise.all([writeFile(join(folder, `${name}.br`), br), writeFile(join(folder, `${name}.gz`), gz)])
        }),
      )
    },
  }
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss(), preloadFonts(), bringSamples(), bringPdfParts(), compress()],
  // What the server puts in its place is another number for each answer.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: dist,
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_500,
    modulePreload: { polyfill: false },
  },
  // `npm run dev -w web` beside a running `npm start`.
  server: { proxy: { '^/(v1|auth|docs|openapi.json|readyz|samples)': 'http://localhost:3000' } },
})
