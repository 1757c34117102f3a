/** Element types whose oid is the same in every Postgres. */
const oids = { int4: 23, text: 25, uuid: 2950, jsonb: 3802 } as const

/** The type of a column of values, and its oid where that is an install's own. */
type ElementType = keyof typeof oids | { oid: number }

/**
 * Values as one binary array parameter: node-postgres sends a Buffer as it is. The statement casts the parameter to
 * the array's type (`$1::text[]`), and the values are in the binary form of its elements.
 *
 * Floats written as text were most of the time that writing chunks took: docs/decisions/0017.
 */
export function binaryArray(type: ElementType, values: readonly Uint8Array[]): Buffer {
  const oid = typeof type === 'string' ? oids[type] : type.oid
  let size = values.length === 0 ? 12 : 20
  for (const value of values) size += 4 + value.length
  const array = Buffer.allocUnsafe(size)
  array.writeInt32BE(values.length === 0 ? 0 : 1, 0)
  // No nulls.
  array.writeInt32BE(0, 4)
  array.writeUInt32BE(oid, 8)
  if (values.length === 0) return array
  array.writeInt32BE(values.length, 12)
  // The first index, as Postgres counts.
  array.writeInt32BE(1, 16)
  let at = 20
  for (const value of values) {
    at = array.writeInt32BE(value.length, at)
    array.set(value, at)
    at += value.length
  }
  return array
}

export function binaryInt4(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4)
  bytes.writeInt32BE(value, 0)
  return bytes
}

/** UTF-8; a lone surrogate becomes U+FFFD, as in every text that goes to Postgres. */
export function binaryText(value: string): Buffer {
  return Buffer.from(value)
}

export function binaryUuid(value: string): Buffer {
  return Buffer.from(value.replaceAll('-', ''), 'hex')
}

/** jsonb's binary form: its version, and the JSON as text. */
export function binaryJsonb(value: unknown): Buffer {
  return Buffer.from(`\u0001${JSON.stringify(value)}`)
}

/** pgvector's binary form: dimensions, nothing, and each number as a big-endian float4. */
export function binaryVector(vector: Float32Array): Buffer {
  const bytes = Buffer.allocUnsafe(4 + 4 * vector.length)
  bytes.writeUInt16BE(vector.length, 0)
  bytes.writeUInt16BE(0, 2)
  const numbers = bytes.subarray(4)
  numbers.set(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength))
  if (littleEndian) numbers.swap32()
  return bytes
}

/**
 * pgvector's binary form of a sparse vector: dimensions, how many elements, nothing, their indices from 0 in ascending order,
 * and their values as big-endian float4.
 */
export function binarySparseVector(dimensions: number, indices: readonly number[], values: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(12 + 8 * indices.length)
  let at = bytes.writeInt32BE(dimensions, 0)
  at = bytes.writeInt32BE(indices.length, at)
  at = bytes.writeInt32BE(0, at)
  for (const index of indices) at = bytes.writeInt32BE(index, at)
  for (const value of values) at = bytes.writeFloatBE(value, at)
  return bytes
}

const littleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1
