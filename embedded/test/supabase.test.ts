import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Stack, StackEvent } from '../src/public.ts'
import { connect, signUp, start, supabase, temporaryFolder } from './support.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let stack: Stack
const events: StackEvent[] = []
const text = 'Olá, arquivo privado'

beforeAll(async () => {
  folder = await temporaryFolder()
  stack = await start(folder.path, { onEvent: (event) => events.push(event) })
  await sql(`
    create table public.users (id uuid primary key, email text);
    alter table public.users enable row level security;
    create schema private;
    create function private.keep_user() returns trigger language plpgsql security definer set search_path = '' as $$
    begin
      insert into public.users (id, email) values (new.id, new.email);
      return new;
    end $$;
    create trigger keep_user after insert on auth.users for each row execute function private.keep_user();
    insert into storage.buckets (id, name, public) values ('documents', 'documents', false);
  `)
})

afterAll(async () => {
  await stack.stop()
  await folder.remove()
})

async function sql(statement: string): Promise<Record<string, unknown>[]> {
  const client = await connect(stack.connection.db_url)
  try {
    return (await client.query(statement)).rows ?? []
  } finally {
    await client.end()
  }
}

test('a trigger on auth.users keeps a profile, and the session can be used, refreshed and ended', async () => {
  const { client, id, token } = await signUp(stack.connection)
  const [profile] = await sql(`select id, email from public.users where id = '${id}'`)
  expect(profile?.id).toBe(id)
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  expect(claims).toMatchObject({
    iss: `${stack.connection.supabase_url}/auth/v1`,
    aud: 'authenticated',
    role: 'authenticated',
    sub: id,
  })
  expect((await client.auth.getUser()).data.user?.id).toBe(id)
  const refreshed = await client.auth.refreshSession()
  expect(refreshed.error).toBeNull()
  const again = supabase(stack.connection)
  const signedIn = await again.auth.signInWithPassword({ email: String(profile?.email), password: 'a long password' })
  expect(signedIn.data.user?.id).toBe(id)
  expect((await client.auth.signOut()).error).toBeNull()
})

test('an account is read and deleted with the secret key alone, and its session ends with it', async () => {
  const { client, id, token } = await signUp(stack.connection)
  const url = `${stack.connection.supabase_url}/auth/v1/admin/users/${id}`
  for (const method of ['GET', 'DELETE']) {
    const headers = { apikey: stack.connection.publishable_key, authorization: `Bearer ${token}` }
    expect((await fetch(url, { method, headers })).status).toBe(403)
  }
  const { admin } = supabase(stack.connection, stack.connection.secret_key).auth
  expect((await admin.getUserById(id)).data.user?.id).toBe(id)
  expect((await admin.deleteUser(id)).error).toBeNull()
  expect((await admin.deleteUser(id)).error?.status).toBe(404)
  expect((await client.auth.refreshSession()).error).not.toBeNull()
  expect(await sql(`select from auth.sessions where user_id = '${id}'`)).toEqual([])
})

test('Auth’s edge signs no token that Auth did not sign', async () => {
  const { id } = await signUp(stack.connection)
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const forged = ['service_role', 'authenticated'].map((role) => {
    return `${encode({ alg: 'HS256' })}.${encode({ role, sub: id, aud: 'authenticated', exp: 4_102_444_800 })}.AAAA`
  })
  const site = 'http://127.0.0.1:3000/'
  for (const token of forged) {
    for (const target of [
      `${site}?access_token=${token}`,
      `${site}#access_token=${token}&x=`,
      `${site}#&access_token=${token}`,
    ]) {
      const address = `${stack.connection.supabase_url}/auth/v1/verify?token=x&type=signup&redirect_to=${encodeURIComponent(target)}`
      const response = await fetch(address, {
        redirect: 'manual',
        headers: { apikey: stack.connection.publishable_key },
      })
      const said = (response.headers.get('location') ?? '') + (await response.text())
      for (const [found] of said.matchAll(/[\w-]+\.[\w-]+\.[\w-]+/g)) expect(forged.concat('127.0.0')).toContain(found)
    }
  }
})

test('a short password and a missing key are refused', async () => {
  const short = await supabase(stack.connection).auth.signUp({ email: 'short@example.com', password: 'short12' })
  expect(short.error?.code).toBe('weak_password')
  const keyless = await fetch(`${stack.connection.supabase_url}/auth/v1/user`)
  expect(keyless.status).toBe(401)
})

test('private objects are for the secret key only while no policy says otherwise', async () => {
  const secret = supabase(stack.connection, stack.connection.secret_key).storage.from('documents')
  const uploaded = await secret.upload('tenant/ação 1.txt', text, { contentType: 'text/plain' })
  expect(uploaded.error).toBeNull()
  const downloaded = await secret.download('tenant/ação 1.txt')
  expect(await downloaded.data?.text()).toBe(text)
  expect(downloaded.data?.type).toBe('text/plain')

  const anonymous = supabase(stack.connection).storage.from('documents')
  const user = (await signUp(stack.connection)).client.storage.from('documents')
  for (const intruder of [anonymous, user]) {
    expect((await intruder.download('tenant/ação 1.txt')).data).toBeNull()
    expect((await intruder.list('tenant')).data ?? []).toEqual([])
    expect((await intruder.upload('tenant/other.txt', 'x')).error).not.toBeNull()
    expect((await intruder.upload('tenant/ação 1.txt', 'x', { upsert: true })).error).not.toBeNull()
    expect((await intruder.remove(['tenant/ação 1.txt'])).data ?? []).toEqual([])
    expect((await intruder.copy('tenant/ação 1.txt', 'tenant/copy.txt')).error).not.toBeNull()
    expect((await intruder.move('tenant/ação 1.txt', 'tenant/moved.txt')).error).not.toBeNull()
    expect((await intruder.createSignedUrl('tenant/ação 1.txt', 60)).data).toBeNull()
    expect((await intruder.createSignedUploadUrl('tenant/new.txt')).data).toBeNull()
  }
  expect(await (await secret.download('tenant/ação 1.txt')).data?.text()).toBe(text)
  expect((await secret.remove(['tenant/ação 1.txt'])).data).toHaveLength(1)
  expect((await secret.download('tenant/ação 1.txt')).error).not.toBeNull()
})

test('a policy on storage.objects opens exactly what it names', async () => {
  const owner = await signUp(stack.connection)
  const other = await signUp(stack.connection)
  await sql(`
    create policy own on storage.objects for all to authenticated
      using (bucket_id = 'documents' and (storage.foldername(name))[1] = auth.uid()::text)
      with check (bucket_id = 'documents' and (storage.foldername(name))[1] = auth.uid()::text);
    create policy visible on storage.buckets for select to authenticated using (true);
  `)
  const path = `${owner.id}/a.txt`
  const mine = owner.client.storage.from('documents')
  expect((await mine.upload(path, text)).error).toBeNull()
  expect(await (await mine.download(path)).data?.text()).toBe(text)
  const theirs = other.client.storage.from('documents')
  expect((await theirs.download(path)).data).toBeNull()
  expect((await theirs.upload(`${owner.id}/b.txt`, text)).error).not.toBeNull()
  expect((await theirs.copy(path, `${other.id}/a.txt`)).error).not.toBeNull()

  // Both may see the bucket, and one an object in it: enough for lite 0.10 to let it be emptied.
  expect((await owner.client.storage.emptyBucket('documents')).error).not.toBeNull()
  const encoded = `${stack.connection.supabase_url}/storage/v1/%62ucket/documents/empty`
  const headers = { apikey: stack.connection.publishable_key, authorization: `Bearer ${owner.token}` }
  expect((await fetch(encoded, { method: 'POST', headers })).status).toBe(403)
  expect(await (await mine.download(path)).data?.text()).toBe(text)
  await sql('drop policy own on storage.objects; drop policy visible on storage.buckets')
})

test('signed URLs can be followed without a key, and only for their object', async () => {
  const secret = supabase(stack.connection, stack.connection.secret_key).storage.from('documents')
  for (const name of ['signed/a.txt', 'signed/b.txt']) expect((await secret.upload(name, text)).error).toBeNull()
  const one = await secret.createSignedUrl('signed/a.txt', 60)
  expect(one.error).toBeNull()
  const response = await fetch(one.data?.signedUrl ?? '')
  expect(await response.text()).toBe(text)
  expect((await fetch((one.data?.signedUrl ?? '').replace('a.txt', 'b.txt'))).status).toBe(400)
  const upload = await secret.createSignedUploadUrl('signed/c.txt')
  const put = await supabase(stack.connection)
    .storage.from('documents')
    .uploadToSignedUrl('signed/c.txt', upload.data?.token ?? '', text)
  expect(put.error).toBeNull()
  expect(await (await secret.download('signed/c.txt')).data?.text()).toBe(text)
})

test('no signed URL is good for more than an hour', async () => {
  const secret = supabase(stack.connection, stack.connection.secret_key).storage.from('documents')
  expect((await secret.upload('signed/hour.txt', text)).error).toBeNull()
  for (const seconds of [3601, 10 * 365 * 24 * 3600, 0, -1]) {
    const { data, error } = await secret.createSignedUrl('signed/hour.txt', seconds)
    expect([data, error?.message]).toEqual([null, 'expiresIn must be 1 to 3600 seconds'])
    expect((await secret.createSignedUrls(['signed/hour.txt'], seconds)).error).not.toBeNull()
  }
  const longest = await secret.createSignedUrl('signed/hour.txt', 3600)
  expect(await (await fetch(longest.data?.signedUrl ?? '')).text()).toBe(text)
})

test('no object name leads out of the storage folder', async () => {
  const secret = supabase(stack.connection, stack.connection.secret_key).storage.from('documents')
  for (const name of ['../../secrets.json', '..%2f..%2fsecrets.json', 'a/../../../secrets.json']) {
    const { data } = await secret.download(name)
    expect((await data?.text()) ?? '').not.toContain('jwt_secret')
    await secret.upload(name, 'overwritten', { upsert: true })
  }
  const { readFile } = await import('node:fs/promises')
  expect(await readFile(`${folder.path}/secrets.json`, 'utf8')).toContain('jwt_secret')
})

test('the Data API reads nothing that is not granted, and grants nothing by itself', async () => {
  await sql('create table public.closed (id int); insert into public.closed values (1)')
  const user = (await signUp(stack.connection)).client
  for (const client of [supabase(stack.connection), user]) {
    for (const table of ['closed', 'users']) {
      const { data, error } = await client.from(table).select('*')
      expect(data ?? []).toEqual([])
      expect(error).not.toBeNull()
    }
    expect((await client.schema('auth').from('users').select('*')).data ?? []).toEqual([])
    expect((await client.schema('storage').from('objects').select('*')).data ?? []).toEqual([])
  }
  const granted = await sql(`
    select table_name, grantee, privilege_type from information_schema.role_table_grants
    where table_schema in ('public', 'auth') and grantee in ('anon', 'authenticated', 'service_role', 'PUBLIC')
  `)
  expect(granted).toEqual([])
  expect(await sql('select * from pg_default_acl')).toEqual([])
})

test('nothing but Auth, Data and Storage is served, and no key opens the inside', async () => {
  const paths = [
    '/',
    '/_system/info',
    '/%5fsystem/info',
    '/_system/introspect',
    '/auth/v1/../../_system/info',
    '/studio',
  ]
  for (const path of paths) {
    const response = await fetch(stack.connection.supabase_url + path)
    expect(response.status).toBe(404)
    expect(await response.text()).not.toContain('postgresql://')
  }
  const root = `${stack.connection.supabase_url}/rest/v1/`
  expect((await fetch(root, { headers: { apikey: stack.connection.publishable_key } })).status).toBe(403)
})

test('a browser on another port may call Auth, Data and Storage', async () => {
  for (const path of ['/auth/v1/signup', '/rest/v1/closed', '/storage/v1/object/documents/a.txt']) {
    const response = await fetch(stack.connection.supabase_url + path, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://127.0.0.1:3000',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'apikey,authorization,content-type,x-client-info,x-supabase-api-version',
      },
    })
    expect(response.ok).toBe(true)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    const allowed = response.headers.get('access-control-allow-headers')?.toLowerCase() ?? ''
    expect(allowed).toContain('apikey')
    expect(allowed).toContain('x-supabase-api-version')
    const headers = { apikey: stack.connection.publishable_key, origin: 'http://127.0.0.1:3000' }
    const answer = await fetch(stack.connection.supabase_url + path, { method: 'POST', headers, body: '{}' })
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  }
})

test('mail for a forgotten password becomes an event whose link leads to the page, which alone uses it up', async () => {
  const { client } = await signUp(stack.connection)
  const email = (await client.auth.getUser()).data.user?.email ?? ''
  expect((await client.auth.resetPasswordForEmail(email)).error).toBeNull()
  const mail = events.find((event) => event.kind === 'mail' && event.to === email)
  if (mail?.kind !== 'mail') throw new Error('no mail arrived')
  const link = new URL(mail.links[0] ?? '')
  expect([link.origin, link.pathname, link.search]).toEqual(['http://127.0.0.1:3000', '/password', ''])
  const token_hash = new URLSearchParams(link.hash.slice(1)).get('token_hash') ?? ''
  const { data, error } = await client.auth.verifyOtp({ token_hash, type: 'recovery' })
  expect([error, data.user?.email]).toEqual([null, email])
  expect((await client.auth.verifyOtp({ token_hash, type: 'recovery' })).error?.code).toBe('otp_expired')
})
