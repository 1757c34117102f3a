/** Why a sign-in fails, and what to do; its message is for the user to read. */
export class SignInError extends Error {}
