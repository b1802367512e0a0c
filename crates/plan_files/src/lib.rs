//! Reads filing and disposal plans: the standard's XML (annex 5, `SpisovyPlan`), tables, and the starters for a town, a
//! village and a school.
//!
//! Invariant: a plan is read whole or refused with the line that is wrong. What holds within a plan is `domain`'s business;
//! here its refusals only get their line.

mod starter;
mod table;
mod xml;

use domain::file_plan::{NewClass, NumberingMode, RetentionRule, check_classes};
use values::{ClassId, Code, Refusal};

pub use starter::Starter;

/// The largest file read, in bytes.
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// A plan as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadPlan {
    /// What it is called.
    pub name: String,
    /// Its classes.
    pub classes: Vec<NewClass>,
    /// Marks of the classes that are not put in force: closed ones, classes of type files, groups of such alone.
    pub left_out: Vec<String>,
}

/// A class as a file has it: the class above it by its mark.
struct ReadClass {
    line: u64,
    mark: String,
    parent: Option<String>,
    title: String,
    retention: Option<RetentionRule>,
    numbering: NumberingMode,
    permanent_consent: bool,
}

/// Reads a plan from XML or from a table, told apart by its first character.
///
/// Refuses what cannot be read and what the rules refuse, each with file and line. `new_id` makes ids.
pub fn read_plan(file: &str, bytes: &[u8], new_id: &mut dyn FnMut() -> ClassId) -> Result<ReadPlan, Refusal> {
    if bytes.len() > MAX_BYTES {
        return Err(Refusal::new(Code::TooLarge));
    }
    let text = tables::text_of(bytes);
    let (name, classes, left_out) =
        if text.trim_start().starts_with('<') { xml::read(file, &text)? } else { table::read(file, bytes)? };
    let ids: Vec<ClassId> = classes.iter().map(|_| new_id()).collect();
    let id_of = |mark: &str| classes.iter().position(|it| it.mark == mark).map(|nth| ids[nth]);
    let mut made = Vec::with_capacity(classes.len());
    for (class, id) in classes.iter().zip(&ids) {
        let parent = match &class.parent {
            None => None,
            Some(mark) => {
                Some(id_of(mark).ok_or_else(|| tables::wrong(file, class.line, "nadrazeny", "class_unknown"))?)
            }
        };
        made.push(NewClass {
            id: *id,
            parent,
            mark: class.mark.clone(),
            title: class.title.clone(),
            retention: class.retention,
            numbering: class.numbering,
            permanent_consent: class.permanent_consent,
        });
    }
    check_classes(&made).map_err(|refusal| with_line(file, &classes, refusal))?;
    Ok(ReadPlan { name, classes: made, left_out })
}

/// Says of a refusal by the rules in which line it was met.
fn with_line(file: &str, classes: &[ReadClass], refusal: Refusal) -> Refusal {
    let nth = refusal.args.get("nth").and_then(|it| it.parse::<usize>().ok());
    match nth.and_then(|it| classes.get(it)) {
        Some(class) => {
            let column = refusal.field.clone().unwrap_or_default();
            tables::wrong(file, class.line, &column, refusal.code.as_str()).with("mark", &class.mark)
        }
        None => refusal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::file_plan::{DisposalMark, Trigger};
    use uuid::Uuid;

    fn read(bytes: &[u8]) -> Result<ReadPlan, Refusal> {
        let mut n = 0;
        read_plan("plán", bytes, &mut || {
            n += 1;
            ClassId(Uuid::from_u128(n))
        })
    }

    fn class<'a>(plan: &'a ReadPlan, mark: &str) -> &'a NewClass {
        plan.classes.iter().find(|it| it.mark == mark).unwrap_or_else(|| panic!("no {mark}"))
    }

    #[test]
    fn a_table_becomes_a_tree_by_its_marks() {
        let table = "znak;název;režim;spouštěč;způsob;souhlas\n61;Správa;;;;\n61.1;Pošta;S/3;vyřízení;;ano\n\
                     61.2;Smlouvy;A10;událost 5;sběrný arch;\n61.10;Deníky;S5;;;\n";
        let plan = read(table.as_bytes()).unwrap_or_else(|it| panic!("{it}"));
        let top = class(&plan, "61");
        assert!(top.retention.is_none() && class(&plan, "61.10").parent == Some(top.id));
        let post = class(&plan, "61.1");
        let rule =
            RetentionRule { mark: DisposalMark::S, period_years: 3, trigger: Trigger::Settled, check_years: None };
        assert_eq!((post.retention, post.permanent_consent), (Some(rule), true));
        let contracts = class(&plan, "61.2");
        let rule =
            RetentionRule { mark: DisposalMark::A, period_years: 10, trigger: Trigger::Event, check_years: Some(5) };
        assert_eq!((contracts.retention, contracts.numbering), (Some(rule), NumberingMode::CollectingSheet));
    }

    #[test]
    fn a_class_that_was_closed_is_not_put_in_force_again() {
        let class_of = |title: &str, opening: &str, under: &str| {
            let marks =
                "<JednoduchySpisovyZnak>1</JednoduchySpisovyZnak><PlneUrcenySpisovyZnak>1</PlneUrcenySpisovyZnak>";
            format!(
                "<PlanVecnaSkupina><EvidencniUdaje><Popis><Nazev>{title}</Nazev></Popis><Trideni>{marks}</Trideni>
                 <Vyrazovani><SkartacniRezim><Nazev>x</Nazev><SkartacniZnak>S</SkartacniZnak>
                 <SkartacniLhuta>5</SkartacniLhuta></SkartacniRezim></Vyrazovani>
                 <Manipulace><DatumOtevreni>2020-01-01</DatumOtevreni>{opening}</Manipulace></EvidencniUdaje>{under}
                 </PlanVecnaSkupina>"
            )
        };
        let under = class_of("Pod starou", "", "").replace(">1<", ">1.1<");
        let old = class_of("Stará", "<DatumUzavreni>2024-12-31</DatumUzavreni>", &under);
        let xml = format!("<SpisovyPlan><Nazev>Plán</Nazev>{old}{}</SpisovyPlan>", class_of("Nová", "", ""));
        let plan = read(xml.as_bytes()).unwrap_or_else(|it| panic!("{it}"));
        assert_eq!(plan.classes.iter().map(|it| it.title.as_str()).collect::<Vec<_>>(), ["Nová"]);
    }

    #[test]
    fn the_standard_s_xml_is_read() {
        let xml = r#"<?xml version="1.0" encoding="UTF-8"?>
<SpisovyPlan xmlns="http://www.mvcr.cz/nsesss/v4" ID="p1">
  <Identifikator><HodnotaID>1</HodnotaID><ZdrojID>obec</ZdrojID></Identifikator>
  <Nazev>Plán obce</Nazev>
  <PlanVecnaSkupina ID="v1">
    <EvidencniUdaje>
      <Identifikace><Nazev>Životní prostředí</Nazev></Identifikace>
      <Trideni><JednoduchySpisovyZnak>20</JednoduchySpisovyZnak><PlneUrcenySpisovyZnak>20</PlneUrcenySpisovyZnak></Trideni>
      <Vyrazovani/>
    </EvidencniUdaje>
    <PlanVecnaSkupina ID="v2">
      <EvidencniUdaje>
        <Popis><Nazev>Kácení dřevin</Nazev></Popis>
        <Trideni><JednoduchySpisovyZnak>1</JednoduchySpisovyZnak><PlneUrcenySpisovyZnak>20.1</PlneUrcenySpisovyZnak></Trideni>
        <Vyrazovani><SkartacniRezim><Nazev>S5</Nazev><SkartacniZnak>S</SkartacniZnak><SkartacniLhuta>5</SkartacniLhuta>
          <SpousteciUdalost>uzavření spisu</SpousteciUdalost></SkartacniRezim></Vyrazovani>
        <ZpusobVedeni>SbernyArch</ZpusobVedeni>
        <TrvalySkartacniSouhlas>ano</TrvalySkartacniSouhlas>
      </EvidencniUdaje>
    </PlanVecnaSkupina>
  </PlanVecnaSkupina>
</SpisovyPlan>"#;
        let plan = read(xml.as_bytes()).unwrap_or_else(|it| panic!("{it}"));
        assert_eq!(plan.name, "Plán obce");
        let leaf = class(&plan, "20.1");
        assert_eq!(leaf.parent, Some(class(&plan, "20").id));
        assert_eq!((leaf.title.as_str(), leaf.numbering), ("Kácení dřevin", NumberingMode::CollectingSheet));
        assert_eq!(leaf.retention.map(|it| it.text()), Some("S5".to_owned()));
        assert!(leaf.permanent_consent);
    }

    #[test]
    fn what_is_wrong_in_a_plan_is_named_by_its_line() {
        let head = "znak;název;režim;nadřazený\n";
        for (rows, line, why) in [
            ("1;A;;2\n2;B;;1\n", "2", "class_in_cycle"),
            ("1;A;S5;\n1;B;S5;\n", "3", "class_mark_twice"),
            ("1;A;S5;\n1.1;B;S5;\n", "2", "class_leaf_with_children"),
            ("1;A;;\n", "2", "class_without_retention"),
            ("1;A;S200;\n", "2", "class_period_too_long"),
            ("1;A;S5;7\n", "2", "class_unknown"),
            ("1;A;X5;\n", "2", "retention_wrong"),
            ("1;A;S;\n", "2", "retention_wrong"),
            (";A;S5;\n", "2", "empty"),
            ("1;;S5;\n", "2", "empty"),
            ("1;A;S5\n", "2", "row_unreadable"),
        ] {
            let refusal = read(format!("{head}{rows}").as_bytes()).expect_err(rows);
            assert_eq!((refusal.args["line"].as_str(), refusal.args["why"].as_str()), (line, why), "{rows}");
        }
        let refusal = read("znak;název\n".as_bytes()).expect_err("a column is missing");
        assert_eq!((refusal.args["column"].as_str(), refusal.args["why"].as_str()), ("rezim", "missing"));
        assert_eq!(read(head.as_bytes()).expect_err("nothing is in it").code, Code::PlanEmpty);
    }

    #[test]
    fn xml_that_is_no_plan_or_wants_more_than_its_text_is_refused() {
        let bomb = "<!DOCTYPE a [<!ENTITY x \"y\">]><SpisovyPlan>&x;</SpisovyPlan>";
        for text in ["<Neco/>", "<SpisovyPlan>", bomb, &"<a>".repeat(100_000)] {
            let refusal = read(text.as_bytes()).expect_err("it is no plan");
            assert!([Code::TableWrong, Code::PlanEmpty].contains(&refusal.code), "{refusal}");
        }
    }

    #[test]
    fn what_the_schema_lets_stand_in_a_group_refuses_no_plan() {
        let class = |mark: &str, facts: &str, inside: &str| {
            format!(
                "<PlanVecnaSkupina><EvidencniUdaje><Nazev>Věc {mark}</Nazev><PlneUrcenySpisovyZnak>{mark}</PlneUrcenySpisovyZnak>\
                 {facts}</EvidencniUdaje>{inside}</PlanVecnaSkupina>"
            )
        };
        let rule =
            "<SkartacniRezim><SkartacniZnak>S</SkartacniZnak><SkartacniLhuta>5</SkartacniLhuta></SkartacniRezim>";
        let closed = "<Manipulace><DatumUzavreni>2020-01-01</DatumUzavreni></Manipulace>";
        let plan = [
            // A group with a rule of its own, a group of which all is closed, a class of type files.
            class("1", rule, &class("1.1", rule, "")),
            class("2", "", &class("2.1", &format!("{rule}{closed}"), "")),
            class("3", "", "<PlanSoucast/>"),
        ];
        let plan = read(format!("<SpisovyPlan>{}</SpisovyPlan>", plan.concat()).as_bytes()).expect("a plan");
        let read: Vec<(&str, bool)> =
            plan.classes.iter().map(|it| (it.mark.as_str(), it.retention.is_some())).collect();
        assert_eq!(read, [("1", false), ("1.1", true)]);
        assert_eq!(plan.left_out, ["2.1", "2", "3"], "and what is not in force is told");
    }

    #[test]
    fn a_rule_that_is_only_referred_to_or_ends_in_a_fixed_year_is_refused_with_its_reason() {
        let plan = |rule: &str| {
            format!(
                "<SpisovyPlan>\n<PlanVecnaSkupina><EvidencniUdaje><Nazev>Věc</Nazev><PlneUrcenySpisovyZnak>1\
                 </PlneUrcenySpisovyZnak><SkartacniRezim>{rule}</SkartacniRezim></EvidencniUdaje></PlanVecnaSkupina></SpisovyPlan>"
            )
        };
        for (rule, why) in [
            ("<Identifikator><HodnotaID>7</HodnotaID></Identifikator>", "retention_elsewhere"),
            ("<SkartacniZnak>S</SkartacniZnak><RokVyrazeni>2031</RokVyrazeni>", "retention_fixed_year"),
            ("<SkartacniZnak>S</SkartacniZnak><SkartacniLhuta>pět</SkartacniLhuta>", "retention_wrong"),
            ("<SkartacniZnak>X</SkartacniZnak><SkartacniLhuta>5</SkartacniLhuta>", "retention_wrong"),
        ] {
            let refusal = read(plan(rule).as_bytes()).expect_err(rule);
            assert_eq!((refusal.args["line"].as_str(), refusal.args["why"].as_str()), ("2", why), "{rule}");
        }
    }

    #[test]
    fn what_is_no_element_does_not_count_as_one() {
        let comment = format!("<!-- {} --><![CDATA[{}]]>", "<a> ".repeat(300), "<b>".repeat(300));
        let xml = format!("<SpisovyPlan>{comment}</SpisovyPlan>");
        assert_eq!(read(xml.as_bytes()).expect_err("it has no class").code, Code::PlanEmpty);
    }

    #[test]
    fn more_classes_than_any_plan_has_are_refused_while_they_are_read() {
        let class = |n: usize| {
            format!(
                "<PlanVecnaSkupina><EvidencniUdaje><Nazev>Věc</Nazev>\
                 <PlneUrcenySpisovyZnak>{n}</PlneUrcenySpisovyZnak></EvidencniUdaje></PlanVecnaSkupina>"
            )
        };
        let classes: String = (0..20_000).map(class).collect();
        let refusal = read(format!("<SpisovyPlan>{classes}</SpisovyPlan>").as_bytes()).expect_err("too many");
        assert_eq!((refusal.code, refusal.args["n"].as_str()), (Code::TooManyChosen, "1001"));
    }

    #[test]
    fn a_trigger_in_other_words_is_an_event_somebody_must_name() {
        for (text, expected) in [
            ("Uzavření spisu", Trigger::Closed),
            ("", Trigger::Closed),
            ("uzavření smlouvy", Trigger::Event),
            ("vznik závazku", Trigger::Event),
            ("narození", Trigger::SubjectBorn),
        ] {
            assert_eq!(table::read_trigger(text), expected, "{text}");
        }
    }

    #[test]
    fn every_starter_can_be_put_in_force() {
        for starter in Starter::ALL {
            let plan = read(starter.text().as_bytes()).unwrap_or_else(|it| panic!("{starter:?}: {it}"));
            assert!(plan.classes.len() > 10, "{starter:?}");
        }
    }
}
