/** Letters by what is typed: a number means the letter that has it, and only then those that mention it in their text. */
import { api, type DocumentRow } from "@/api/generated/api";

export async function findLetters(typed: string, most: number): Promise<DocumentRow[]> {
  const ask = async (search: string) => (await api.listDocuments({ query: { list: "all", search, sort: "captured", descending: true, after: null, limit: most } })).rows;
  const text = typed.trim();
  const quoted = `"${text.replaceAll('"', "")}"`;
  const numbered = /\d/.test(text) ? await ask(`cj:${quoted} OR jid:${quoted}`) : [];
  const others = (await ask(text)).filter((it) => numbered.every((of) => of.id !== it.id));
  return [...numbered, ...others].slice(0, most);
}
