/** What keeps a command from being done, and what to do; its message is for whoever typed it. */
export class CommandError extends Error {}
