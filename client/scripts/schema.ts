// Prints src/schema.ts, made from the description of the API that is given as a file.
import { readFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'

const [file = 'openapi.json'] = process.argv.slice(2)
const text = await readFile(file, 'utf8')

const types = await openapiTS(text, {
  // A field with a default may be left out of a request.
  defaultNonNullable: false,
  // What a form carries as bytes is a Blob here.
  transform: ({ format }) =>
    format === 'binary' ? ts.factory.createTypeReferenceNode(ts.factory.createIdentifier('Blob')) : undefined,
})

interface Description {
  paths: Record<string, { post?: { parameters?: { in: string; name: string }[] } }>
}
const { paths }: Description = JSON.parse(text)
const creating = Object.entries(paths)
  .filter(([, { post }]) => post?.parameters?.some(({ name }) => name?.toLowerCase() === 'idempotency-key'))
  .map(([path]) => path)

process.stdout.write(`// Made from openapi.json by \`npm run generate\`.

${astToString(types)}
/** Where a POST takes an Idempotency-Key. */
export const creatingPaths: readonly string[] = ${JSON.stringify(creating, null, 2)}
`)
