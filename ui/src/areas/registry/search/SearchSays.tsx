/** What a search looks for, in a sentence; or what of it means nothing. */
import { useQuery } from "@tanstack/react-query";
import { api } from "@/api/generated/api";
import { currentLanguage, t } from "@/lib/i18n";
import { sentence } from "@/lib/problem";

export function SearchSays({ typed }: { typed: string }) {
  const language = currentLanguage();
  // "Včera" means another day tomorrow, and a unit may be closed: the sentence is not kept.
  const says = useQuery({
    queryKey: ["documents", "says", typed, language],
    queryFn: () => api.explainSearch({ typed, language }),
    placeholderData: (last) => last,
  });
  return (
    <p className={says.isError ? "search-says is-wrong" : "search-says"} aria-live="polite" data-part="search-says">
      {says.isError ? sentence(says.error) : says.data || t("search.everything")}
    </p>
  );
}
