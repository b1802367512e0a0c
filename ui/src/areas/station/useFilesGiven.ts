/** Files given to the station from outside: dropped on the window, or pasted, be it files copied elsewhere or a picture. */
import { useEffect } from "react";
import { api } from "@/api/generated/api";
import { readPaths } from "@/components/FilePath";
import { sayProblem } from "@/lib/messages";
import { onFilesDropped } from "@/lib/system";

export function useFilesGiven(take: (paths: string[]) => void): void {
  useEffect(() => onFilesDropped(take), [take]);
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const said = event.clipboardData?.getData("text/plain") ?? "";
      const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      // Words go where they are typed. Programs put a picture of them beside.
      if (event.defaultPrevented || (isTyping && said !== "")) return;
      const paths = pathsOf(event.clipboardData?.getData("text/uri-list") || said);
      const pictures = said === "" && paths.length === 0 ? [...(event.clipboardData?.files ?? [])] : [];
      if (paths.length + pictures.length === 0) return;
      event.preventDefault();
      void Promise.all(pictures.map(kept))
        .then((more) => take([...paths, ...more]))
        .catch(sayProblem);
    };
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, [take]);
}

/** What a file manager puts on the clipboard; other words that are pasted are none of the station's. */
function pathsOf(said: string): string[] {
  const paths = readPaths(said);
  return paths.every((it) => /^(\/|[A-Za-z]:[\\/])/.test(it)) ? paths : [];
}

/** A picture has no path: the desk keeps it as a file until it is locked. */
async function kept(picture: File): Promise<string> {
  return api.keepPasted({ name: picture.name, base64: await base64Of(picture) });
}

function base64Of(picture: Blob): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).split(",")[1] ?? "");
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(picture);
  });
}
