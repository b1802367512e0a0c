/** Gives the file to a unit or a person to keep; its documents stay with whoever handles them. */
import { useState } from "react";
import { api } from "@/api/generated/api";
import { AssignForm } from "@/components/AssignForm";
import { t } from "@/lib/i18n";
import { type FilePanelProps, SPOILS } from "./panel";

export function AssignFilePanel({ detail, ...ways }: FilePanelProps) {
  // What the clerk saw is what stood there when she opened the panel, not what came meanwhile.
  const [seen] = useState({ seen_unit: detail.unit_id, seen_person: detail.person_id });
  return (
    <AssignForm
      title={t("file_assign.title")}
      from={{ unit: seen.seen_unit, person: seen.seen_person }}
      act={(to) => api.assignCaseFile({ case_file: detail.row.id, ...seen, ...to })}
      spoils={SPOILS}
      {...ways}
    />
  );
}
