export function trimReply(text: string): string {
  return text.trim()
}
