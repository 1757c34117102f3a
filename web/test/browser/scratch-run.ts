import { readFileSync, writeFileSync, existsSync } from 'node:fs'
import { createRenum, unwrap } from '@renum/client'
import { launch, visit } from './browser.ts'
import { agents } from './agents.ts'
import { agentsElsewhere, agentsOfOthers } from './agents-others.ts'
const url = 'http://localhost:4780'
const what = process.argv[2]
const browser = await launch('/usr/bin/chromium')
const v = await visit(browser, { url, language: 'pt-BR' })
await v.page.goto('/sign-in')
await v.page.getByLabel('E-mail').fill('ana@web.example')
await v.page.getByLabel('Senha', { exact: true }).fill('a long password')
await v.page.getByRole('button', { name: 'Entrar' }).click()
await v.page.waitForURL('**/c/**')
const state: any = await v.context.storageState()
await v.context.close()
const token = JSON.parse(state.origins[0].localStorage.find((x: any) => x.name === 'renum.session').value).access_token
const renum = createRenum({ url, token })
const me = await unwrap(renum.GET('/v1/me'))
const home = `/c/${me.client_id}`
const pt = { email: 'ana@web.example', home, state, colleague: 'bruno@web.example' }
const seenAs = (prefix: string) => ({ folder: '/tmp/agent-pages-data', prefix, pages: 0, violations: [] as string[] })
const [light, english, phone] = [seenAs('pt'), seenAs('en'), seenAs('phone')] as const
const model = readFileSync('/tmp/agent-pages-data/model.log', 'utf8').trim()
try {
  let built
  if (what === 'agents') {
    for await (const { id } of renum.all('/v1/agents', {})) await renum.DELETE('/v1/agents/{id}', { params: { path: { id } } })
    built = await agents(browser, url, pt as never, model, light)
    writeFileSync('/tmp/agent-pages-data/built.json', JSON.stringify(built))
  } else {
    built = JSON.parse(readFileSync('/tmp/agent-pages-data/built.json', 'utf8'))
    if (what === 'others') {
      if (!existsSync('/tmp/agent-pages-data/invited')) {
        const { token: t } = await unwrap(renum.POST('/v1/invitations', { body: { email: pt.colleague, role: 'user' } })) as any
        const b = await visit(browser, { url, language: 'pt-BR' })
        await b.page.goto(`/invitations#${t}`)
        await b.page.getByLabel('Senha nova', { exact: true }).fill('a long password')
        await b.page.getByRole('button', { name: 'Criar conta e aceitar' }).click()
        await b.page.waitForURL('**/c/**')
        writeFileSync('/tmp/agent-pages-data/invited', '1')
      }
      await agentsOfOthers(browser, url, pt as never, built)
    }
    else await agentsElsewhere(browser, url, pt as never, built, phone, english)
  }
} catch (e) {
  console.log(e)
  for (const c of browser.contexts()) for (const p of c.pages()) { console.log(p.url()); await p.screenshot({ path: '/tmp/agent-pages-data/failed.png' }) ; console.log((await p.locator('main').innerText().catch(() => '')).slice(0, 1500)) }
}
console.log([light, english, phone].flatMap((s) => s.violations).join('\n'))
await browser.close()
