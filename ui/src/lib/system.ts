/** What the window asks of the operating system: choosers, programs that open files, and the desk's news. */
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { open, save } from "@tauri-apps/plugin-dialog";
import { openPath } from "@tauri-apps/plugin-opener";

/** Lets the clerk choose files; an empty list when she changed her mind. */
export async function chooseFiles(): Promise<string[]> {
  const chosen = await open({ multiple: true });
  return chosen === null ? [] : [chosen].flat();
}

/** Lets the clerk choose one file. */
export async function chooseFile(): Promise<string | null> {
  return open({ multiple: false });
}

/** Lets the clerk choose where to put a file. */
export async function choosePlace(name: string): Promise<string | null> {
  return save({ defaultPath: name });
}

/** Opens a file in the program the system keeps for its kind. */
export async function openInSystem(path: string): Promise<void> {
  await openPath(path);
}

/** Tells the person through the system, where she sees it also when the window lies below another. */
export async function notify(title: string, body: string): Promise<void> {
  await invoke("plugin:notification|notify", { options: { title, body } });
}

/** Calls `heard` with the tags of everything that changed at the desk, until the returned function is called. */
export function onChanged(heard: (tags: string[]) => void): () => void {
  const stop = listen<string[]>("changed", (event) => heard(event.payload));
  return () => void stop.then((it) => it());
}

/** Calls `heard` with the paths of files that are dropped on the window, until the returned function is called. */
export function onFilesDropped(heard: (paths: string[]) => void): () => void {
  const stop = listen<{ paths: string[] }>("tauri://drag-drop", (event) => heard(event.payload.paths));
  return () => void stop.then((it) => it());
}

/** Where a page of a batch is to be had as a picture, no side of it longer than so many pixels; one that lies otherwise now is another picture. */
export function pageAddress(batch: string, page: string, pixels: number, isStraightened: boolean): string {
  return `desk-file://localhost/page/${batch}/${page}/${pixels}${isStraightened ? "?straight" : ""}`;
}

/** Where the bytes of a held file are to be had. */
export function fileAddress(component: string): string {
  return `desk-file://localhost/${component}`;
}
