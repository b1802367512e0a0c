/** Stands for `api/call` in the invented office: the address says which scene is shown. */
import { sceneOf } from "./scene";

const wish = new URLSearchParams(location.search);
export const office = sceneOf(wish.get("scene") ?? "", wish.get("theme") ?? "light", wish.get("language") ?? "cs");

export async function call<T>(name: string, args: unknown): Promise<T> {
  return (await office.answer(name, args as Record<string, unknown>)) as T;
}
