/** Prints labels where the settings say. Labels go one after the other: each begins where the last one ended. */
import type { QueryClient } from "@tanstack/react-query";
import { api } from "@/api/generated/api";
import { spoil } from "@/lib/queries";

let last: Promise<unknown> = Promise.resolve();

/** Ends when the printer has taken it. A letter is registered whether or not its label could be printed. */
export function printLabels(client: QueryClient, documents: string[]): Promise<void> {
  const print = async () => {
    const { labels } = (await client.fetchQuery({ queryKey: ["start"], queryFn: api.startState })).preferences;
    await api.printLabels({ documents, first: labels.first, to: { printer: labels.printer, path: "", replace: false } });
    // Another label of the sheet is the first free one now.
    spoil(client, ["start"]);
  };
  const printed = last.then(print, print);
  last = printed;
  return printed;
}
