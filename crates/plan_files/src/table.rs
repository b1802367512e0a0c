//! A plan as a table: `znak; název; režim` and, where they are needed, `spouštěč; způsob; souhlas; nadřazený`.

use domain::file_plan::{DisposalMark, NumberingMode, RetentionRule, Trigger};
use tables::TableRow;
use values::{Refusal, fold};

use crate::ReadClass;

/// What parts a mark (the standard allows these).
const SEPARATORS: [char; 5] = ['.', '-', '–', '/', ' '];

pub(crate) fn read(file: &str, bytes: &[u8]) -> Result<(String, Vec<ReadClass>, Vec<String>), Refusal> {
    let rows = tables::read(file, bytes, &["znak", "nazev", "rezim"])?;
    let marks: Vec<String> = rows.iter().map(|it| it.get("znak").to_owned()).collect();
    let classes = rows.iter().map(|it| class(it, &marks)).collect::<Result<_, _>>()?;
    let name = file.rsplit_once('.').map_or(file, |it| it.0);
    Ok((name.to_owned(), classes, Vec::new()))
}

fn class(row: &TableRow, marks: &[String]) -> Result<ReadClass, Refusal> {
    let mark = row.needed("znak")?.to_owned();
    let parent = match row.get("nadrazeny") {
        "" => above(&mark, marks),
        named => Some(named.to_owned()),
    };
    let retention = match row.get("rezim") {
        "" => None,
        text => Some(retention(text, row.get("spoustec")).ok_or_else(|| row.wrong("rezim", "retention_wrong"))?),
    };
    Ok(ReadClass {
        line: row.line,
        parent,
        title: row.needed("nazev")?.to_owned(),
        retention,
        numbering: if fold(row.get("zpusob")).contains("arch") {
            NumberingMode::CollectingSheet
        } else {
            NumberingMode::Period
        },
        permanent_consent: matches!(fold(row.get("souhlas")).as_str(), "ano" | "a" | "1" | "yes"),
        mark,
    })
}

/// Returns the longest other mark this one goes on from: `610.2` for `610.2.1`.
fn above(mark: &str, marks: &[String]) -> Option<String> {
    let goes_on = |it: &&String| mark.strip_prefix(it.as_str()).is_some_and(|rest| rest.starts_with(SEPARATORS));
    marks.iter().filter(|it| !it.is_empty()).filter(goes_on).max_by_key(|it| it.len()).cloned()
}

/// Reads `S5`, `S/5`, `A 10`, and what the period begins with.
fn retention(text: &str, trigger: &str) -> Option<RetentionRule> {
    let mut letters = text.trim().chars();
    let mark = match letters.next()? {
        'A' | 'a' => DisposalMark::A,
        'V' | 'v' => DisposalMark::V,
        'S' | 's' => DisposalMark::S,
        _ => return None,
    };
    let period_years = letters.as_str().trim_start_matches(['/', ' ', '-']).parse().ok()?;
    let check_years = trigger.split_whitespace().find_map(|it| it.parse().ok());
    Some(RetentionRule { mark, period_years, trigger: read_trigger(trigger), check_years })
}

/// Reads what a period begins with from the words of a plan; what is none of the years is an event outside.
pub(crate) fn read_trigger(text: &str) -> Trigger {
    match fold(text).trim() {
        "" => Trigger::default(),
        "uzavreni" | "uzavreni spisu" => Trigger::Closed,
        "vyrizeni" | "vyrizeni dokumentu" | "vyrizeni spisu" => Trigger::Settled,
        "zalozeni" | "zalozeni spisu" => Trigger::Founded,
        "narozeni" | "vznik" | "narozeni subjektu" | "vznik subjektu" => Trigger::SubjectBorn,
        // Anything else somebody has to see happen: rather a year that is missing than a wrong one.
        _ => Trigger::Event,
    }
}
