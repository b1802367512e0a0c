/** Assigns the document to a unit, and to a person of it; says what was seen, so that nobody is overwritten. */
import { useState } from "react";
import { api, type DocumentDetail } from "@/api/generated/api";
import { AssignForm } from "@/components/AssignForm";
import { t } from "@/lib/i18n";

interface Props {
  detail: DocumentDetail;
  onDone: () => void;
  onLeave: () => void;
}

export function AssignPanel({ detail, ...ways }: Props) {
  // What the clerk saw is what stood there when she opened the panel, not what came meanwhile.
  const [seen] = useState({ seen_state: detail.row.state, seen_unit: detail.unit_id, seen_person: detail.person_id });
  return (
    <AssignForm
      title={t("assign.title")}
      from={{ unit: seen.seen_unit, person: seen.seen_person }}
      act={(to) => api.assignDocument({ document: detail.row.id, ...seen, ...to })}
      spoils={["documents"]}
      {...ways}
    />
  );
}
