/** Stands for `lib/system` in tests: choosers answer what the test put there. */
import { office } from "./desk";

export const chosen: { files: string[]; place: string | null; opened: string[] } = { files: [], place: null, opened: [] };

export const chooseFiles = async () => chosen.files;
export const chooseFile = async () => chosen.files[0] ?? null;
export const choosePlace = async () => chosen.place;
export const openInSystem = async (path: string) => void chosen.opened.push(path);
export const fileAddress = (component: string) => `desk-file://localhost/${component}`;
export const pageAddress = (batch: string, page: string, pixels: number, _isStraightened: boolean) => `desk-file://localhost/page/${batch}/${page}/${pixels}`;

const droppers = new Set<(paths: string[]) => void>();
export function onFilesDropped(heard: (paths: string[]) => void) {
  droppers.add(heard);
  return () => void droppers.delete(heard);
}
/** Somebody drops files on the window. */
export const dropFiles = (paths: string[]) => droppers.forEach((it) => it(paths));

export const notified: string[][] = [];
export const notify = async (title: string, body: string) => void notified.push([title, body]);

export function onChanged(heard: (tags: string[]) => void) {
  const before = office.tell;
  office.tell = (tags) => {
    before(tags);
    heard(tags);
  };
  return () => {};
}
