/** What keeps somebody from signing in, and what to do; its message is for them to read. */
export class SignInError extends Error {}
