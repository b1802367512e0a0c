/** Hands the document to another office of the centre: a school, a village, the town. The centre registers it there. */
import { useEffect, useRef, useState } from "react";
import { api, type DocumentDetail } from "@/api/generated/api";
import { Combobox } from "@/components/Combobox";
import { Flow, focusNamed } from "@/components/Flow";
import { PanelButtons } from "@/components/PanelButtons";
import { useRefusal } from "@/components/useRefusal";
import { matches } from "@/lib/fold";
import { t } from "@/lib/i18n";
import { useOffices } from "@/lib/queries";
import { useWrite } from "@/lib/write";

interface Props {
  detail: DocumentDetail;
  onDone: () => void;
  onLeave: () => void;
}

export function DispatchPanel({ detail, onDone, onLeave }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [office, setOffice] = useState<string | null>(null);
  const offices = (useOffices().data ?? []).map((it) => ({ id: it.id, label: it.name }));
  const { clear, refuse, problemOf } = useRefusal(box);
  useEffect(() => focusNamed(box.current, "office"), []);
  const dispatch = useWrite(() => api.dispatchDocument({ document: detail.row.id, office: office ?? "" }), ["documents"], { onDone, onProblem: refuse });
  const finish = () => dispatch.run(undefined);
  return (
    <div ref={box} className="panel" data-panel="dispatch">
      <Flow label={t("verb.dispatch")} onFinish={finish} finishLabel={t("verb.dispatch")} onLeave={onLeave} isDisabled={dispatch.isRunning}>
        <h2>{t("dispatch.title")}</h2>
        <p className="muted">{t("dispatch.help")}</p>
        <div className="fields">
          <Combobox
            name="office"
            label={t("dispatch.office")}
            value={offices.find((it) => it.id === office) ?? null}
            onChange={(it) => {
              setOffice(it?.id ?? null);
              clear();
            }}
            onTyped={clear}
            find={(typed) => offices.filter((it) => matches(it.label, typed))}
            problem={problemOf("office")}
            isRequired
          />
        </div>
        <PanelButtons label={t("verb.dispatch")} onFinish={finish} onLeave={onLeave} isBusy={dispatch.isRunning} />
      </Flow>
    </div>
  );
}
