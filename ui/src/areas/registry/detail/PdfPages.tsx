/** The pages of a PDF, drawn one after another; scripts inside a PDF are never run. */
import * as pdf from "pdfjs-dist/legacy/build/pdf.mjs";
import worker from "pdfjs-dist/legacy/build/pdf.worker.mjs?url";
import { useEffect, useRef, useState } from "react";
import { Notice } from "@/components/Notice";
import { t } from "@/lib/i18n";

pdf.GlobalWorkerOptions.workerSrc = worker;

/** More would fill the memory; the whole file opens outside. */
const MAX_PAGES = 30;

export default function PdfPages({ address, name }: { address: string; name: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<"loading" | "shown" | "failed">("loading");
  const [pages, setPages] = useState(0);
  useEffect(() => {
    const target = box.current;
    let isHere = true;
    const loading = pdf.getDocument({ url: address });
    const draw = async () => {
      const file = await loading.promise;
      setPages(file.numPages);
      for (let n = 1; n <= Math.min(file.numPages, MAX_PAGES) && isHere && target; n += 1) {
        const page = await file.getPage(n);
        const viewport = page.getViewport({ scale: 1.5 });
        const canvas = document.createElement("canvas");
        canvas.width = viewport.width;
        canvas.height = viewport.height;
        canvas.setAttribute("role", "img");
        canvas.setAttribute("aria-label", t("preview.page", { n, total: file.numPages }));
        if (!isHere) return;
        target.append(canvas);
        await page.render({ canvas, viewport }).promise;
        setState("shown");
      }
    };
    draw().catch((why: unknown) => {
      console.error(why);
      if (isHere) setState("failed");
    });
    return () => {
      isHere = false;
      target?.replaceChildren();
      void loading.destroy();
    };
  }, [address]);
  return (
    <>
      {state === "loading" && <Notice>{t("preview.loading")}</Notice>}
      {state === "failed" && <Notice>{t("preview.none")}</Notice>}
      <div ref={box} className="preview-pages" role="group" aria-label={name} tabIndex={0} hidden={state === "failed"} />
      {pages > MAX_PAGES && <Notice>{t("preview.more_pages", { n: MAX_PAGES })}</Notice>}
    </>
  );
}
