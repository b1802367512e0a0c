/** Letters without accents and case, so that "zadost" finds "Žádost". */
export function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Says whether every word of `typed` stands somewhere in `text`. */
export function matches(text: string, typed: string): boolean {
  const folded = fold(text);
  return fold(typed).split(/\s+/).every((word) => folded.includes(word));
}
