/** What follows from the settings of labels, for whoever prints and for whoever sets them. */
import type { LabelSettings } from "@/api/generated/api";

/** How many labels a page has; the page of a roll is one label. */
export function labelsOnPage({ format, custom }: LabelSettings): number {
  if (format === "custom") return custom.columns * custom.rows;
  const sheet = /^a4-(\d+)x(\d+)$/.exec(format);
  return sheet ? Number(sheet[1]) * Number(sheet[2]) : 1;
}
