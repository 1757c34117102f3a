import { describe, expect, it } from 'vitest'
import { Problem } from '../../../src/problems.ts'
import { allowedPlaces, isPublicAddress } from '../../../src/providers/web/public-addresses.ts'
import { requireUrl } from '../../../src/providers/web/ssrf-guard.ts'

const refused = {
  private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  loopback: ['127.0.0.1', '127.255.0.9', '::1'],
  'link-local and metadata': ['169.254.1.1', '169.254.169.254', 'fe80::1', 'fe80::1%eth0', 'fec0::1'],
  'metadata elsewhere': ['fd00:ec2::254', '100.100.100.200', '168.63.129.16', '192.0.0.192'],
  'unique-local': ['fc00::1', 'fdff::1'],
  multicast: ['224.0.0.1', '239.1.1.1', 'ff02::1'],
  'unspecified and broadcast': ['0.0.0.0', '0.1.2.3', '::', '255.255.255.255', '240.0.0.1'],
  'shared by carriers': ['100.64.0.1', '100.127.255.254'],
  documentation: ['192.0.2.1', '198.51.100.7', '203.0.113.9', '2001:db8::1', '3fff::1'],
  benchmarking: ['198.18.0.1', '2001:2::1'],
  mapped: ['::ffff:10.0.0.1', '::ffff:8.8.8.8', '::ffff:7f00:1'],
  compatible: ['::10.0.0.1', '::8.8.8.8'],
  translated: ['64:ff9b::a00:1', '64:ff9b:1::1', '::ffff:0:a00:1'],
  tunnelled: ['2002:a00:1::', '2001:0:53aa:64c::1', '192.88.99.1'],
  'given to nobody': ['100::1', '5f00::1', '4000::1', 'e000::1'],
  'no address': ['', 'example.com', '1.2.3', '8.8.8.8.8'],
}

describe('an address', () => {
  for (const [kind, addresses] of Object.entries(refused)) {
    it.each(addresses)(`${kind}: %s is not public`, (address) => {
      expect(isPublicAddress(address)).toBe(false)
    })
  }

  it.each(['8.8.8.8', '200.160.2.3', '2606:4700:4700::1111', '2804::1'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })
})

describe('a URL is refused by its look', () => {
  const nothing = allowedPlaces([])
  it.each([
    'ftp://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'gopher://example.com/',
    'http://person@example.com/',
    'http://:secret@example.com/',
    'http:///',
    'example.com',
    '',
    'http://a b/',
    `http://example.com/${'x'.repeat(2100)}`,
    'http://localhost/',
    'http://LOCALHOST./',
    'http://api.localhost/',
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://①②⑦.⓪.⓪.①/',
    'http://127.0.0.1./',
    'http://0/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[::ffff:169.254.169.254]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[fd00:ec2::254]/',
    'http://8.8.8.8:22/',
  ])('%s', (url) => {
    let raised: unknown
    try {
      requireUrl(url, nothing)
    } catch (error) {
      raised = error
    }
    expect(raised).toBeInstanceOf(Problem)
    expect(raised).toMatchObject({ code: 'url_not_allowed', field: 'url' })
  })

  it('and else kept as it is asked for, without its fragment', () => {
    expect(requireUrl('HTTPS://Exämple.com:443/a b?c=d#e', nothing).href).toBe('https://xn--exmple-cua.com/a%20b?c=d')
    expect(requireUrl('http://8.8.8.8/', nothing).href).toBe('http://8.8.8.8/')
  })
})

describe('what an operator allows', () => {
  const allowed = allowedPlaces(['Intranet.example', '10.1.0.0/16', '192.168.7.7', 'fd12::/32'])

  it('is a name, on any port', () => {
    expect(requireUrl('http://intranet.example:8080/', allowed).port).toBe('8080')
  })

  it.each(['http://10.1.2.3:81/', 'http://192.168.7.7/', 'http://[fd12::9]/'])('is an address: %s', (url) => {
    expect(requireUrl(url, allowed).href).toBe(url)
  })

  it.each(['http://10.2.0.1/', 'http://192.168.7.8/', 'http://[fd13::9]/', 'http://[::ffff:10.1.2.3]/'])(
    'and nothing beside it: %s',
    (url) => {
      expect(() => requireUrl(url, allowed)).toThrow('url_not_allowed')
    },
  )
})
