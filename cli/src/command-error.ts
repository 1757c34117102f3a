/** Why a command fails, and what to do; its message is for the user who typed it. */
export class CommandError extends Error {}
