/** What the login proxy knows about one client's use of the session that all clients share. */
export class SessionState {
  #answersDue = 0
  #inBatch = false
  #inTransaction = false

  /** Notes a message on its way to the database. */
  sent(message: Buffer): void {
    const type = String.fromCharCode(message[0] ?? 0)
    if ('QSF'.includes(type)) {
      this.#answersDue += 1
      this.#inBatch = false
    } else if ('PBDECH'.includes(type)) {
      this.#inBatch = true
    }
  }

  /** Notes a message on its way back: ReadyForQuery ends an answer and carries the transaction's state. */
  received(message: Buffer): void {
    if (message[0] !== 0x5a) return
    this.#answersDue -= 1
    this.#inTransaction = message[5] !== 0x49
  }

  /** Every question is answered. */
  get settled(): boolean {
    return this.#answersDue <= 0
  }

  /** Holds the session and is not waiting for it: everybody else waits for this client. */
  get holdsSessionIdly(): boolean {
    return this.settled && this.holdsSession
  }

  get holdsSession(): boolean {
    return this.#inTransaction || this.#inBatch
  }
}
