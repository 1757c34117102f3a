import { expect, test } from 'vitest'
import { printable } from '../../src/telemetry/printable.ts'

test('what a terminal would obey is seen, and not obeyed', () => {
  const orders = [
    '\u001b[2J',
    '\u001b]0;title\u0007',
    '\u009b8m',
    '\r',
    '\b',
    '\u202egpj.exe',
    '\u2066x',
    '\u200f',
    '\u2028',
  ]
  for (const order of orders) {
    expect(printable(order)).toMatch(/^(\\u[0-9a-f]{4})/)
    expect(printable(order)).toMatch(/^[\x20-\x7e]*$/)
  }
  expect(printable('Olá\tação — 漢字 👩‍🚀\n  2')).toBe('Olá\tação — 漢字 👩‍🚀\n  2')
})

test('JSON stays the same JSON', () => {
  const value = { name: 'a\u009b\u202e\u0000\u2028b' }
  expect(JSON.parse(printable(JSON.stringify(value)))).toEqual(value)
})
