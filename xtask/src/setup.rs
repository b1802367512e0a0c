//! Installs what is missing: system packages through apt, npm packages, the built window.

use std::path::Path;

use crate::run::{Step, npm, output, program, root, run, timed};

/// What the system needs to build, run and test the window (Debian 12 names).
const PACKAGES: &[&str] = &[
    "build-essential",
    "pkg-config",
    "perl",
    "libwebkit2gtk-4.1-dev",
    "webkit2gtk-driver",
    "xvfb",
    "fonts-dejavu-core",
    // zxing-cpp, which reads the labels of scanned pages, is built by it.
    "cmake",
    "procps",
    // A session bus for the windows of the story, and who writes down what they say on it.
    "dbus-daemon",
    "dbus-bin",
    // For the independent reader of printed codes.
    "python3-venv",
    "poppler-utils",
    "qpdf",
    // SANE, with its backend for tests.
    "sane-utils",
    "tesseract-ocr",
    "tesseract-ocr-ces",
    "tesseract-ocr-deu",
    "tesseract-ocr-pol",
    "tesseract-ocr-slk",
];

/// The independent reader of printed codes, what it reads pictures with, and the checker of archive files (names of PyPI).
const READER: &[&str] = &["zxing-cpp==3.1.1", "pillow==13.0.0", "pikepdf[pdfa]==10.18.0"];

/// What the bench measures the sync beside (names of PyPI).
const ANKI: &[&str] = &["anki==26.9.3"];

/// What the bench measures the scanning line beside (names of PyPI), and what that and the drawing of its pages need.
const OCRMYPDF: &[&str] = &["ocrmypdf==17.13.0"];
const DRAWING: &[&str] = &[
    "python3-venv",
    "poppler-utils",
    "tesseract-ocr",
    "tesseract-ocr-ces",
    "ghostscript",
    "fonts-urw-base35",
    "fonts-dejavu-core",
];

/// Everything: packages, npm packages, the window's files.
pub(crate) fn everything() -> Step {
    system_packages()?;
    window()
}

/// What a clean root is made with.
pub(crate) fn packaging() -> Step {
    install(&["debootstrap", "dpkg-dev"])
}

/// The system packages that are missing.
pub(crate) fn system_packages() -> Step {
    install(PACKAGES)
}

fn install(packages: &[&str]) -> Step {
    if !cfg!(target_os = "linux") || !Path::new("/usr/bin/apt-get").exists() {
        println!("no apt here: see the README for what must be installed");
        return Ok(());
    }
    let query = |it: &&&str| {
        let status = output(program("dpkg-query", &["-W", "-f", "${Status}", it]));
        !status.is_ok_and(|it| it.contains("install ok installed"))
    };
    let missing: Vec<&str> = packages.iter().filter(query).copied().collect();
    if missing.is_empty() {
        return Ok(());
    }
    let is_root = output(program("id", &["-u"])).is_ok_and(|it| it.trim() == "0");
    let apt = |arguments: &[&str]| {
        let mut all = if is_root { vec!["env"] } else { vec!["sudo", "env"] };
        all.extend(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]);
        all.extend(arguments);
        run(program(all[0], &all[1..]))
    };
    timed("system packages", || {
        apt(&["update"])?;
        let mut arguments = vec!["install"];
        arguments.extend(missing);
        apt(&arguments)
    })
}

/// The Python packages of the tests.
pub(crate) fn code_reader() -> Step {
    python("the reader of printed codes", "python", READER)
}

/// The program the bench measures the sync beside.
pub(crate) fn anki() -> Step {
    python("Anki's sync server", "anki", ANKI)
}

/// The fonts and programs pages are drawn with.
pub(crate) fn drawing() -> Step {
    install(DRAWING)
}

/// The program the bench measures the scanning line beside.
pub(crate) fn ocrmypdf() -> Step {
    python("OCRmyPDF", "ocrmypdf", OCRMYPDF)
}

/// Python packages in an environment of the project's own.
fn python(what: &str, name: &str, packages: &[&str]) -> Step {
    let folder = root().join("target/tools").join(name);
    let stamp = folder.join("installed");
    let wanted = packages.join("\n");
    if std::fs::read_to_string(&stamp).is_ok_and(|it| it == wanted) {
        return Ok(());
    }
    timed(what, || {
        run(program("python3", &["-m", "venv", &folder.to_string_lossy()]))?;
        let pip = folder.join("bin/pip");
        let mut arguments = vec!["install", "--quiet", "--disable-pip-version-check"];
        arguments.extend(packages);
        run(program(&pip.to_string_lossy(), &arguments))?;
        std::fs::write(stamp, wanted).map_err(|why| why.to_string())
    })
}

/// The npm packages, if the lock file changed, and the window's files.
pub(crate) fn window() -> Step {
    let ui = root().join("ui");
    let lock = std::fs::read(ui.join("package-lock.json")).map_err(|why| format!("ui/package-lock.json: {why}"))?;
    let stamp = ui.join("node_modules/.installed-lock");
    if std::fs::read(&stamp).ok().as_ref() != Some(&lock) {
        // Not `npm ci`: npm 11 finds optional packages of other platforms missing in a lock file that names no hosts.
        timed("npm packages", || run(npm(&["install", "--no-save", "--no-audit", "--no-fund"])))?;
        std::fs::write(stamp, lock).map_err(|why| why.to_string())?;
    }
    run(npm(&["run", "build"]))
}
