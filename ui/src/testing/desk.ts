/** Stands for `api/call` in tests: the office of the test that runs. */
import { Office } from "./office";

export let office = new Office();

/** A fresh office; what is set in it is what the window finds. */
export function newOffice(furnish: (office: Office) => void = () => {}): Office {
  office = new Office();
  furnish(office);
  return office;
}

export async function call<T>(name: string, args: unknown): Promise<T> {
  return (await office.answer(name, args as Record<string, unknown>)) as T;
}
