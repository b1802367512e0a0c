//! The Debian packages: the centre with its service, the workstation with the desk at the shell.

use std::path::{Path, PathBuf};

use crate::run::{Step, cargo, output, program, root, run};
use crate::setup;

/// What the check ends with where it could not begin.
const NO_MIRROR: i32 = 77;

/// A file of a package: where it comes from, where it goes, whether it may be run.
struct Part {
    from: PathBuf,
    to: &'static str,
    is_program: bool,
}

/// A package in the making.
struct Package {
    name: &'static str,
    /// Its folder in `installer/debian`.
    folder: &'static str,
    parts: Vec<Part>,
    /// Configuration the admin's changes of which outlive an upgrade.
    conffiles: &'static str,
}

/// Builds both packages from release builds into `target/packages`.
pub(crate) fn release() -> Step {
    setup::everything()?;
    run(cargo(&["build", "--release", "-p", "server", "-p", "clerk", "-p", "workstation", "-p", "page_worker"]))?;
    both("release").map(|made| made.iter().for_each(|it| println!("{}", it.display())))
}

/// Installs the packages of the debug programs into a clean root, and uses them there. Where none can be made, without the
/// rights of root or without a mirror of Debian, it says so.
pub(crate) fn check() -> Step {
    if output(program("id", &["-u"])).is_ok_and(|it| it.trim() != "0") {
        println!("packages: not looked at, a clean root needs the rights of root");
        return Ok(());
    }
    setup::packaging()?;
    let clean = root().join("target/packages/root");
    if let Err(why) = make_root(&clean) {
        println!("packages: not looked at, no clean root can be made here: {why}");
        return Ok(());
    }
    run(cargo(&["build", "-q", "-p", "server", "-p", "clerk", "-p", "workstation", "-p", "page_worker"]))?;
    let made = both("debug")?;
    let mut command = program("sh", &["installer/debian/check.sh"]);
    command.arg(clean).args(made);
    match command.status().map_err(|why| why.to_string())?.code() {
        Some(0) => Ok(()),
        Some(NO_MIRROR) => {
            println!("packages: not looked at, no mirror of Debian is reached from the clean root");
            Ok(())
        }
        code => Err(format!("installer/debian/check.sh ended with {code:?}")),
    }
}

/// A root with nothing in it but the smallest Debian.
fn make_root(clean: &Path) -> Result<(), String> {
    let done = clean.join("etc/made");
    let path = clean.to_string_lossy();
    if !done.exists() {
        let _ = std::fs::remove_dir_all(clean);
        println!("making a clean root in {path}");
        output(program("debootstrap", &["--variant=minbase", "bookworm", &path]))?;
    }
    let proc = clean.join("proc");
    let proc = proc.to_string_lossy();
    output(program("mount", &["-t", "proc", "proc", &proc]))?;
    output(program("umount", &[&proc]))?;
    write(&done, b"")
}

/// Makes both packages from the programs of a profile, and returns their files.
pub(crate) fn both(profile: &str) -> Result<Vec<PathBuf>, String> {
    let programs = root().join("target").join(profile);
    let installer = root().join("installer/debian");
    let part = |from: PathBuf, to, is_program| Part { from, to, is_program };
    let packages = [
        Package {
            name: "tajemnik-centre",
            folder: "centre",
            parts: vec![
                part(programs.join("centre"), "usr/bin/centre", true),
                part(
                    installer.join("centre/tajemnik-centre.service"),
                    "lib/systemd/system/tajemnik-centre.service",
                    false,
                ),
                part(installer.join("centre/default"), "etc/default/tajemnik-centre", false),
                part(installer.join("centre/logrotate"), "etc/logrotate.d/tajemnik-centre", false),
                part(root().join("docs/admin/centre.md"), "usr/share/doc/tajemnik-centre/centre.md", false),
            ],
            conffiles: "/etc/default/tajemnik-centre\n/etc/logrotate.d/tajemnik-centre\n",
        },
        Package {
            name: "tajemnik",
            folder: "workstation",
            parts: vec![
                part(programs.join("workstation"), "usr/bin/tajemnik", true),
                part(programs.join("clerk"), "usr/bin/tajemnik-clerk", true),
                part(programs.join("tajemnik-pages"), "usr/bin/tajemnik-pages", true),
                part(installer.join("workstation/tajemnik.desktop"), "usr/share/applications/tajemnik.desktop", false),
                part(
                    root().join("src-tauri/icons/128.png"),
                    "usr/share/icons/hicolor/128x128/apps/tajemnik.png",
                    false,
                ),
                part(
                    root().join("src-tauri/icons/512.png"),
                    "usr/share/icons/hicolor/512x512/apps/tajemnik.png",
                    false,
                ),
                part(root().join("docs/guides/keys.md"), "usr/share/doc/tajemnik/keys.md", false),
            ],
            conffiles: "",
        },
    ];
    packages.iter().map(make).collect()
}

fn make(package: &Package) -> Result<PathBuf, String> {
    let out = root().join("target/packages");
    let tree = out.join(package.name);
    let _ = std::fs::remove_dir_all(&tree);
    for part in &package.parts {
        let to = tree.join(part.to);
        write(&to, &std::fs::read(&part.from).map_err(|why| format!("{}: {why}", part.from.display()))?)?;
        set_mode(&to, if part.is_program { 0o755 } else { 0o644 })?;
        if part.is_program {
            // What is only for whoever looks for a fault makes a package ten times as large.
            run(program("strip", &["--strip-unneeded", &to.to_string_lossy()]))?;
        }
    }
    let scripts = root().join("installer/debian").join(package.folder);
    let control = filled(&read(&scripts.join("control"))?, package, &tree)?;
    write(&tree.join("DEBIAN/control"), control.as_bytes())?;
    if !package.conffiles.is_empty() {
        write(&tree.join("DEBIAN/conffiles"), package.conffiles.as_bytes())?;
    }
    for name in ["postinst", "prerm", "postrm"] {
        let from = scripts.join(name);
        if from.exists() {
            let to = tree.join("DEBIAN").join(name);
            write(&to, read(&from)?.as_bytes())?;
            set_mode(&to, 0o755)?;
        }
    }
    let file = out.join(format!("{}_{}_{}.deb", package.name, env!("CARGO_PKG_VERSION"), architecture()?));
    let (from, to) = (tree.to_string_lossy(), file.to_string_lossy());
    run(program("dpkg-deb", &["--root-owner-group", "--build", &from, &to]))?;
    Ok(file)
}

fn filled(control: &str, package: &Package, tree: &Path) -> Result<String, String> {
    Ok(control
        .replace("{version}", env!("CARGO_PKG_VERSION"))
        .replace("{architecture}", &architecture()?)
        .replace("{depends}", &depends(package, tree)?))
}

fn architecture() -> Result<String, String> {
    output(program("dpkg", &["--print-architecture"])).map(|it| it.trim().to_owned())
}

/// The packages whose libraries the programs are linked with, by the system's own reckoning.
fn depends(package: &Package, tree: &Path) -> Result<String, String> {
    let folder = root().join("target/packages/shlibs");
    write(
        &folder.join("debian/control"),
        format!("Source: {0}\n\nPackage: {0}\nArchitecture: any\n", package.name).as_bytes(),
    )?;
    let mut command = program("dpkg-shlibdeps", &["-O"]);
    command.current_dir(&folder);
    for part in package.parts.iter().filter(|it| it.is_program) {
        command.arg(tree.join(part.to));
    }
    let said = output(command)?;
    let found = said.lines().find_map(|it| it.strip_prefix("shlibs:Depends="));
    found.map(str::to_owned).ok_or_else(|| format!("dpkg-shlibdeps said {said}"))
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|why| format!("{}: {why}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Step {
    let folder = path.parent().expect("a file of a package lies in a folder");
    std::fs::create_dir_all(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    std::fs::write(path, bytes).map_err(|why| format!("{}: {why}", path.display()))
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32) -> Step {
    Err("Debian packages are made on Debian".to_owned())
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> Step {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
        .map_err(|why| format!("{}: {why}", path.display()))
}
