/** A key as it stands beside what it does. */
import { showKeys } from "@/lib/keys";

export function KeyHint({ keys }: { keys: string }) {
  return <kbd className="key">{showKeys(keys)}</kbd>;
}
