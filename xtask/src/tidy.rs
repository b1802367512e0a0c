//! What the compiler does not check: who may import whom, where SQL stands, sentences for codes, words we keep out.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{Step, root};

/// Who may depend on whom inside the workspace.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("values", &[]),
    ("host", &["values"]),
    ("domain", &["values"]),
    ("documents", &["values", "domain"]),
    ("sync_protocol", &["values"]),
    ("store", &["values", "domain", "sync_protocol"]),
    ("sync_client", &["values", "domain", "store", "sync_protocol"]),
    ("page_helper", &["values"]),
    ("page_worker", &["page_helper"]),
    ("scanners", &["values", "page_helper"]),
    ("capture", &["values", "domain", "page_helper"]),
    ("pdf", &["values"]),
    (
        "actions",
        &[
            "values",
            "host",
            "domain",
            "documents",
            "plan_files",
            "page_helper",
            "scanners",
            "capture",
            "pdf",
            "store",
            "sync_client",
            "sync_protocol",
        ],
    ),
    (
        "ui_api",
        &["values", "domain", "documents", "actions", "capture", "page_helper", "scanners", "store", "sentences"],
    ),
    (
        "clerk",
        &[
            "values",
            "sentences",
            "documents",
            "plan_files",
            "domain",
            "store",
            "actions",
            "sync_client",
            "page_helper",
            "scanners",
            "capture",
        ],
    ),
    ("sentences", &["values"]),
    ("tables", &["values"]),
    ("plan_files", &["values", "domain", "tables"]),
    ("centre_store", &["values", "domain", "sync_protocol"]),
    ("centre_files", &["values"]),
];

/// Words that stand in few places: the word, and the folders it may stand in.
const PLACES: &[(&str, &[&str])] = &[
    ("rusqlite", &["crates/store", "crates/centre_store", "tests"]),
    ("use tauri", &["src-tauri"]),
    ("use axum", &["server"]),
    ("unsafe {", &["tests/testkit"]),
    ("#[ignore", &[]),
    // A device that says "not yet" is asked again; tests hand in a patience that does not wait.
    ("thread::sleep", &["crates/scanners/src/patience.rs"]),
];

/// Checks everything and says all that does not hold.
pub(crate) fn check() -> Step {
    let mut faults = Vec::new();
    check_imports(&mut faults)?;
    check_places(&mut faults)?;
    check_clocks(&mut faults)?;
    check_doubles(&mut faults)?;
    check_sentences(&mut faults)?;
    check_areas(&mut faults)?;
    if faults.is_empty() {
        println!("tidy: everything holds");
        return Ok(());
    }
    Err(format!("{} things are not tidy:\n  {}", faults.len(), faults.join("\n  ")))
}

fn check_imports(faults: &mut Vec<String>) -> Step {
    let ours: Vec<&str> = MAY_IMPORT.iter().map(|it| it.0).collect();
    for (name, allowed) in MAY_IMPORT {
        let manifest = read(&root().join("crates").join(name).join("Cargo.toml"))?;
        let product = manifest.split("[dev-dependencies]").next().unwrap_or_default();
        for line in product.lines() {
            let Some(dependency) = line.strip_suffix(".workspace = true") else { continue };
            if ours.contains(&dependency) && !allowed.contains(&dependency) {
                faults.push(format!("crates/{name} must not import {dependency}"));
            }
        }
    }
    Ok(())
}

fn check_places(faults: &mut Vec<String>) -> Step {
    for path in rust_files()? {
        let shown = shown(&path);
        // This page names the words.
        if shown.starts_with("xtask") {
            continue;
        }
        let text = read(&path)?;
        for (word, places) in PLACES {
            if text.contains(word) && !places.iter().any(|it| shown.starts_with(it)) {
                faults.push(format!("{shown}: {word:?} has no place here"));
            }
        }
    }
    Ok(())
}

/// Rules get the time handed in.
fn check_clocks(faults: &mut Vec<String>) -> Step {
    for path in rust_files()? {
        let shown = shown(&path);
        let is_rules = shown.starts_with("crates/domain/src") || shown.starts_with("crates/values/src");
        let text = read(&path)?;
        if is_rules
            && ["Instant::now()", "SystemTime", "Zoned::now", "std::fs", "std::net"].iter().any(|it| text.contains(it))
        {
            faults.push(format!("{shown}: rules read no clock, no file and no network"));
        }
    }
    Ok(())
}

/// Of two texts under one name the second is shown in both places.
fn check_doubles(faults: &mut Vec<String>) -> Step {
    for entry in fs::read_dir(root().join("assets/locales")).map_err(|why| why.to_string())? {
        let path = entry.map_err(|why| why.to_string())?.path();
        let text = read(&path)?;
        let mut names: Vec<&str> = text.lines().filter_map(|it| it.trim().split_once("\": ").map(|it| it.0)).collect();
        names.sort_unstable();
        for twice in names.windows(2).filter(|it| it[0] == it[1]) {
            faults.push(format!("{}: {}\" stands there twice", shown(&path), twice[0]));
        }
    }
    Ok(())
}

/// Every code has a sentence in every language, with the same arguments.
fn check_sentences(faults: &mut Vec<String>) -> Step {
    let codes = read(&root().join("crates/values/src/code.rs"))?;
    let codes: Vec<&str> =
        codes.lines().filter_map(|it| it.trim().strip_suffix("\",")?.rsplit_once("= \"").map(|it| it.1)).collect();
    let mut arguments: BTreeMap<&str, Vec<Vec<String>>> = BTreeMap::new();
    for language in ["cs", "en"] {
        let path = root().join(format!("assets/locales/problems.{language}.json"));
        let text = read(&path)?;
        for code in &codes {
            match text.lines().find(|it| it.trim().starts_with(&format!("\"{code}\":"))) {
                None => faults.push(format!("{}: no sentence for {code}", shown(&path))),
                Some(line) => arguments.entry(code).or_default().push(placeholders(line)),
            }
        }
    }
    for (code, found) in arguments {
        if found.windows(2).any(|it| it[0] != it[1]) {
            faults.push(format!("{code}: the languages name other arguments"));
        }
    }
    if codes.len() < 50 {
        faults.push("the codes could not be read".to_owned());
    }
    Ok(())
}

fn placeholders(line: &str) -> Vec<String> {
    let mut found: Vec<String> =
        line.split('{').skip(1).filter_map(|it| it.split_once('}')).map(|it| it.0.to_owned()).collect();
    found.sort();
    found.dedup();
    found
}

/// Areas of the window are joined by `app` and do not know each other.
fn check_areas(faults: &mut Vec<String>) -> Step {
    for path in files(&root().join("ui/src/areas"), &["ts", "tsx"])? {
        let shown = shown(&path);
        let area = shown.split('/').nth(3).unwrap_or_default().to_owned();
        for line in read(&path)?.lines().filter(|it| it.contains("@/areas/")) {
            let other = line.split("@/areas/").nth(1).and_then(|it| it.split(['/', '"']).next()).unwrap_or_default();
            if other != area {
                faults.push(format!("{shown}: the area {area} must not import {other}"));
            }
        }
    }
    Ok(())
}

fn rust_files() -> Result<Vec<PathBuf>, String> {
    let mut all = Vec::new();
    for folder in ["crates", "server", "src-tauri/src", "tests", "xtask"] {
        all.extend(files(&root().join(folder), &["rs"])?);
    }
    Ok(all)
}

fn files(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| endings.iter().any(|ending| it == *ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|why| format!("{}: {why}", path.display()))
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
