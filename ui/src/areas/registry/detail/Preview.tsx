/** Shows a file that is held here; what cannot be shown is offered to the system's program. */
import { lazy, Suspense } from "react";
import { useQuery } from "@tanstack/react-query";
import type { FileRow } from "@/api/generated/api";
import { Notice } from "@/components/Notice";
import { t } from "@/lib/i18n";
import { fileAddress } from "@/lib/system";

// Reading PDF is a large program; it comes only to those who look at one.
const PdfPages = lazy(() => import("./PdfPages"));

export function Preview({ file }: { file: FileRow }) {
  if (file.place === "on_its_way") return <Notice>{t("preview.on_its_way")}</Notice>;
  if (file.place !== "here") return <Notice>{t("preview.fetching")}</Notice>;
  if (file.preview === "image") return <img className="preview-image" src={fileAddress(file.id)} alt={file.name} />;
  if (file.preview === "text") return <TextPreview file={file} />;
  if (file.preview === "pdf") {
    return (
      <Suspense fallback={<Notice>{t("preview.loading")}</Notice>}>
        <PdfPages address={fileAddress(file.id)} name={file.name} />
      </Suspense>
    );
  }
  return <Notice>{t("preview.none")}</Notice>;
}

function TextPreview({ file }: { file: FileRow }) {
  const text = useQuery<string>({
    queryKey: ["files", "text", file.id],
    queryFn: async () => {
      const answer = await fetch(fileAddress(file.id));
      if (!answer.ok) throw new Error(`${answer.status}`);
      return answer.text();
    },
  });
  if (text.isError) return <Notice>{t("preview.none")}</Notice>;
  return (
    <pre className="preview-text" tabIndex={0} aria-label={file.name}>
      {text.data ?? t("preview.loading")}
    </pre>
  );
}
