/** Stands for `lib/system` in tests: choosers answer what the test put there. */
import { office } from "./desk";

export const chosen: { files: string[]; place: string | null; opened: string[] } = { files: [], place: null, opened: [] };

export const chooseFiles = async () => chosen.files;
export const chooseFile = async () => chosen.files[0] ?? null;
export const choosePlace = async () => chosen.place;
export const openInSystem = async (path: string) => void chosen.opened.push(path);
export const fileAddress = (component: string) => `desk-file://localhost/${component}`;

export function onChanged(heard: (tags: string[]) => void) {
  office.tell = heard;
  return () => {};
}
