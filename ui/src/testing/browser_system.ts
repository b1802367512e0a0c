/** Stands for `lib/system` in the invented office: no choosers, no other programs. */
import { office } from "./browser_call";

export const chooseFiles = async (): Promise<string[]> => [];
export const chooseFile = async (): Promise<string | null> => null;
export const choosePlace = async (): Promise<string | null> => null;
export const openInSystem = async (): Promise<void> => {};
export const fileAddress = (component: string): string => `./${component}`;
export const pageAddress = (_batch: string, page: string, _pixels: number, _isStraightened: boolean): string => `./${page}`;

export function onChanged(heard: (tags: string[]) => void): () => void {
  office.tell = heard;
  return () => {};
}

export const onFilesDropped = (_heard: (paths: string[]) => void) => () => {};
