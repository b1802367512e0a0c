//! A plan as the standard exchanges it (annex 5): `SpisovyPlan` with nested `PlanVecnaSkupina`.
//!
//! A class that is closed (`DatumUzavreni`) is not put in force again, nor what lies under it: its files go on in the one in
//! its place. A group of which nothing is open is none either, nor is a class of type files (`PlanSoucast`), which this program does not
//! keep yet. What a group says of retention counts for nothing: its classes each have a rule of their own. Read tolerantly: elements are found by their names wherever a group of elements has put them. No entities, no more nodes
//! than a plan has.

use domain::file_plan::{DisposalMark, MAX_CLASSES, NumberingMode, RetentionRule};
use roxmltree::{Document, Node, ParsingOptions};
use values::{Code, Refusal, fold};

use crate::ReadClass;
use crate::table::read_trigger;

/// More than any plan has.
const MAX_NODES: u32 = 500_000;
const MAX_DEPTH: i32 = 200;

pub(crate) fn read(file: &str, text: &str) -> Result<(String, Vec<ReadClass>, Vec<String>), Refusal> {
    if is_deeper_than(text, MAX_DEPTH) {
        return Err(tables::wrong(file, 1, "", "xml_unreadable"));
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES };
    let document = Document::parse_with_options(text, options)
        .map_err(|why| tables::wrong(file, u64::from(why.pos().row), "", "xml_unreadable"))?;
    let root = document.root_element();
    if root.tag_name().name() != "SpisovyPlan" {
        return Err(tables::wrong(file, 1, "SpisovyPlan", "missing"));
    }
    let (mut classes, mut left_out) = (Vec::new(), Vec::new());
    for node in children(root, "PlanVecnaSkupina") {
        read_class(file, node, None, &mut classes, &mut left_out)?;
    }
    Ok((child_text(root, "Nazev").unwrap_or_default(), classes, left_out))
}

/// Says whether elements lie deeper in each other than any plan has them; looked at before the reader descends.
fn is_deeper_than(text: &str, max: i32) -> bool {
    let mut depth = 0;
    let mut rest = text;
    while let Some((_, tag)) = rest.split_once('<') {
        let end = [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>")];
        let end = end.iter().find(|(begin, _)| tag.starts_with(begin)).map_or(">", |(_, end)| end);
        let Some((tag, after)) = tag.split_once(end) else { return false };
        rest = after;
        match tag.chars().next() {
            Some('/') => depth -= 1,
            Some('?' | '!') | None => {}
            Some(_) if tag.ends_with('/') => {}
            Some(_) => depth += 1,
        }
        if depth > max {
            return true;
        }
    }
    false
}

fn read_class(
    file: &str,
    node: Node<'_, '_>,
    parent: Option<&str>,
    into: &mut Vec<ReadClass>,
    left_out: &mut Vec<String>,
) -> Result<(), Refusal> {
    if into.len() >= MAX_CLASSES {
        // Where a class stands is looked up by reading from the top: not for more classes than any plan has.
        return Err(Refusal::new(Code::TooManyChosen).with("n", into.len() + 1).with("max", MAX_CLASSES));
    }
    let line = u64::from(node.document().text_pos_at(node.range().start).row);
    let wrong = |column: &str, why: &str| tables::wrong(file, line, column, why);
    let facts = children(node, "EvidencniUdaje").next().ok_or_else(|| wrong("EvidencniUdaje", "missing"))?;
    let opening = children(facts, "Manipulace").next();
    if opening.is_some_and(|it| text_within(it, "DatumUzavreni").is_some()) {
        left_out.extend(text_within(facts, "PlneUrcenySpisovyZnak"));
        return Ok(());
    }
    let mark = text_within(facts, "PlneUrcenySpisovyZnak").ok_or_else(|| wrong("PlneUrcenySpisovyZnak", "missing"))?;
    // The class's own name, not that of its retention rule.
    let title = facts
        .descendants()
        .filter(|it| it.tag_name().name() == "Nazev")
        .find(|it| it.ancestors().all(|above| above.tag_name().name() != "SkartacniRezim"))
        .and_then(|it| it.text().map(|it| it.trim().to_owned()))
        .ok_or_else(|| wrong("Nazev", "missing"))?;
    let rule = facts.descendants().find(|it| it.tag_name().name() == "SkartacniRezim");
    if rule.is_none() && children(node, "PlanSoucast").next().is_some() {
        left_out.push(mark);
        return Ok(());
    }
    let is_group = children(node, "PlanVecnaSkupina").next().is_some();
    let place = into.len();
    into.push(ReadClass {
        line,
        mark: mark.clone(),
        parent: parent.map(str::to_owned),
        title,
        retention: rule
            .filter(|_| !is_group)
            .map(|it| retention(it).map_err(|why| wrong("SkartacniRezim", why)))
            .transpose()?,
        numbering: match text_within(facts, "ZpusobVedeni").as_deref() {
            Some("SbernyArch") => NumberingMode::CollectingSheet,
            _ => NumberingMode::Period,
        },
        permanent_consent: text_within(facts, "TrvalySkartacniSouhlas")
            .is_some_and(|it| matches!(fold(&it).as_str(), "ano" | "true" | "1")),
    });
    for child in children(node, "PlanVecnaSkupina") {
        read_class(file, child, Some(&mark), into, left_out)?;
    }
    if is_group && into.len() == place + 1 {
        into.pop();
        left_out.push(mark);
    }
    Ok(())
}

/// Reads a rule, or says why it is none. The schema also lets a rule be named by an identifier alone, or end in a fixed year; a
/// class of a plan needs the rule itself, with a period that begins anew with every file.
fn retention(node: Node<'_, '_>) -> Result<RetentionRule, &'static str> {
    let mark = match text_within(node, "SkartacniZnak").as_deref() {
        Some("A") => DisposalMark::A,
        Some("V") => DisposalMark::V,
        Some("S") => DisposalMark::S,
        None if children(node, "Identifikator").next().is_some() => {
            return Err("retention_elsewhere");
        }
        _ => return Err("retention_wrong"),
    };
    let period_years = match text_within(node, "SkartacniLhuta") {
        Some(it) => it.parse().map_err(|_| "retention_wrong")?,
        None if text_within(node, "RokVyrazeni").is_some() => return Err("retention_fixed_year"),
        None => return Err("retention_wrong"),
    };
    let trigger = read_trigger(&text_within(node, "SpousteciUdalost").unwrap_or_default());
    let check_years = text_within(node, "KontrolaLhuta").and_then(|it| it.parse().ok());
    Ok(RetentionRule { mark, period_years, trigger, check_years })
}

fn children<'a, 'input>(node: Node<'a, 'input>, name: &'static str) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(move |it| it.tag_name().name() == name)
}

fn child_text(node: Node<'_, '_>, name: &'static str) -> Option<String> {
    children(node, name).next()?.text().map(|it| it.trim().to_owned())
}

fn text_within(node: Node<'_, '_>, name: &str) -> Option<String> {
    let found = node.descendants().find(|it| it.tag_name().name() == name)?;
    found.text().map(|it| it.trim().to_owned()).filter(|it| !it.is_empty())
}
