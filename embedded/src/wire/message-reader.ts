/** PGlite's own buffer ends at 1 GB; nothing that this product sends comes near. */
const LONGEST_MESSAGE = 256 * 1024 * 1024

/** Cuts a byte stream into whole wire protocol messages, holding back what is incomplete. */
export class MessageReader {
  #chunks: Buffer[] = []
  #buffered = 0
  #longest: number

  constructor(longest = LONGEST_MESSAGE) {
    this.#longest = longest
  }

  allowLongMessages(): void {
    this.#longest = LONGEST_MESSAGE
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#buffered += chunk.length
  }

  /** Takes the next packet without a type byte (before the session is open), or null. */
  takeUntyped(): Buffer | null {
    return this.#take(0)
  }

  /** Takes the next message with its type byte, or null. */
  take(): Buffer | null {
    return this.#take(1)
  }

  #take(offset: number): Buffer | null {
    if (this.#buffered < offset + 4) return null
    const length = offset + this.#peek(offset + 4).readInt32BE(offset)
    if (length < offset + 4 || length > this.#longest) throw new RangeError(`message of ${length} bytes`)
    if (this.#buffered < length) return null
    const all = this.#join()
    this.#chunks = all.length > length ? [all.subarray(length)] : []
    this.#buffered -= length
    return all.subarray(0, length)
  }

  /** Joins chunks only as far as a header needs: a message of many chunks is copied once, when it is whole. */
  #peek(bytes: number): Buffer {
    const first = this.#chunks[0]
    return first && first.length >= bytes ? first : this.#join()
  }

  #join(): Buffer {
    const all = this.#chunks.length === 1 && this.#chunks[0] ? this.#chunks[0] : Buffer.concat(this.#chunks)
    this.#chunks = [all]
    return all
  }
}
