/** Writes what is found into a table for other programs. */
import { useRef, useState } from "react";
import { api, type ListQuery } from "@/api/generated/api";
import { Button } from "@/components/Button";
import { Flow } from "@/components/Flow";
import { PrintFile } from "@/components/PrintFile";
import { useRefusal } from "@/components/useRefusal";
import { t } from "@/lib/i18n";
import { say } from "@/lib/messages";
import { useWrite } from "@/lib/write";

export function ExportFound({ query, onLeave }: { query: Omit<ListQuery, "after" | "limit">; onLeave: () => void }) {
  const box = useRef<HTMLElement>(null);
  const [path, setPath] = useState("");
  const { clear, refuse, mayReplace, problemOf } = useRefusal(box);
  const write = useWrite(() => api.exportDocuments({ query: { ...query, after: null, limit: 1 }, path, replace: mayReplace }), [], {
    onDone: (n) => say(t("search.exported", { n, path })),
    onProblem: refuse,
  });
  const finish = () => write.run(undefined);
  return (
    <section ref={box} className="export-found" aria-label={t("search.export")}>
      <Flow label={t("search.export")} onFinish={finish} finishLabel={t("search.export_do")} onLeave={onLeave} leaveLabel={t("search.show")} isDisabled={write.isRunning} onLastEnter={finish}>
        <div className="fields">
          <PrintFile
            label={t("search.export")}
            value={path}
            onChange={(it) => {
              setPath(it);
              clear();
            }}
            fileName={t("search.export_file")}
            problem={problemOf("path")}
            scope={box}
          />
        </div>
        <div className="buttons">
          <Button onPress={finish} isDisabled={write.isRunning}>
            {t("search.export_do")}
          </Button>
        </div>
      </Flow>
    </section>
  );
}
