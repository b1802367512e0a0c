/** How a case file, a class and a settlement are named wherever they are chosen or shown. */
import type { CaseFileRow, ClassRow, SettledRow } from "@/api/generated/api";
import { formatInstant } from "./format";
import { t, word } from "./i18n";

/** The mark, or that the centre has not given one yet. */
export const fileMark = (mark: string | null): string => mark || t("file.mark_later");

export const fileName = (row: Pick<CaseFileRow, "mark" | "subject">): string => `${fileMark(row.mark)} – ${row.subject}`;

export const classTitle = (it: Pick<ClassRow, "mark" | "title">): string => `${it.mark} – ${it.title}`;

/** How it was settled, what was done, who did it and when. */
export const settledText = ({ way, note, reason, by, at }: SettledRow): string => [word("way", way), note, reason, by, formatInstant(at)].filter(Boolean).join(" · ");
