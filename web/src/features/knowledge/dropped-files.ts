/** Systems keep these beside what people put into a folder. */
const unwanted = /^(\.|~\$|Thumbs\.db$|desktop\.ini$)/i

/** The files that were dropped, those in folders too, at any depth. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  // Entries have to be taken at once: after the first await the list is empty.
  const entries = Array.from(transfer.items, (item) => (item.kind === 'file' ? item.webkitGetAsEntry() : null))
  const plain = Array.from(transfer.files)
  if (entries.every((entry) => entry === null)) return wanted(plain)
  const found = await Promise.all(entries.map((entry) => (entry ? filesIn(entry) : [])))
  return wanted(found.flat())
}

export function wanted(files: Iterable<File>): File[] {
  return Array.from(files).filter(({ name }) => !unwanted.test(name))
}

async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) {
    return [await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const files: File[] = []
  for (;;) {
    // A reader gives a hundred at a time, and none at the end.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return files
    files.push(...(await Promise.all(some.map(filesIn))).flat())
  }
}
