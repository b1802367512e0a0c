//! What a process took: time on the wall, seconds of the processor, memory at its highest.

use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

/// How often a process's memory is looked at; the system keeps the highest itself.
const LOOK_EVERY: Duration = Duration::from_millis(20);
/// How often all the processes of a program are looked at while it is timed: each look holds them up a little.
pub(crate) const SELDOM: Duration = Duration::from_millis(150);
/// As often where only memory is judged: helpers live for a fifth of a second, and their highest is to be met.
pub(crate) const OFTEN: Duration = Duration::from_millis(10);
/// Ticks of the system's clock of processor time in a second.
const TICKS_A_SECOND: f64 = 100.0;

/// What something took.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Took {
    pub(crate) wall: Duration,
    pub(crate) cpu_s: f64,
}

/// Does something and says what it took in this process.
pub(crate) fn timed<T>(f: impl FnOnce() -> T) -> (T, Took) {
    let (begun, cpu) = (Instant::now(), cpu_of("self"));
    let done = f();
    (done, Took { wall: begun.elapsed(), cpu_s: cpu_of("self") - cpu })
}

/// Seconds of the processor a process has used so far.
pub(crate) fn cpu_of(process: &str) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The name in brackets may hold spaces: what follows it is counted.
    let after = stat.rsplit_once(')').map(|it| it.1).unwrap_or_default();
    let ticks = |at: usize| after.split_whitespace().nth(at).and_then(|it| it.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / TICKS_A_SECOND
}

/// The most memory a process ever had, in megabytes.
pub(crate) fn peak_mb_of(process: &str) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find(|it| it.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|it| it.parse::<f64>().ok()).unwrap_or_default() / 1024.0
}

/// The memory of a process and of all it has started, each shared page counted by its share, in megabytes. The process is the
/// one whose command line this is.
pub(crate) fn pss_mb_of_tree(command_line: &str) -> f64 {
    let line_of = |process: &str| {
        let bytes = std::fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&bytes).trim_end_matches('\0').replace('\0', " ")
    };
    let roots = processes().into_iter().filter(|it| line_of(it) == command_line).collect();
    pss_mb_of(roots)
}

fn processes() -> Vec<String> {
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let names = entries.map(|it| it.file_name().to_string_lossy().into_owned());
    names.filter(|it| it.bytes().all(|it| it.is_ascii_digit())).collect()
}

/// The memory of these and of all they have started.
fn pss_mb_of(mut tree: Vec<String>) -> f64 {
    let children_of = |process: &str| -> Vec<String> {
        let tasks = std::fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
        // A thread that has ended has started nothing that still runs.
        let of_tasks = tasks.filter_map(|it| std::fs::read_to_string(it.path().join("children")).ok());
        of_tasks.flat_map(|it| it.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect()
    };
    let mut at = 0;
    while at < tree.len() {
        // A child has its parent's command line until it is another program: it counts once.
        let children: Vec<String> = children_of(&tree[at]).into_iter().filter(|it| !tree.contains(it)).collect();
        tree.extend(children);
        at += 1;
    }
    let pss_kb = |process: &String| -> f64 {
        let rollup = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
        let line = rollup.lines().find(|it| it.starts_with("Pss:")).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|it| it.parse().ok()).unwrap_or_default()
    };
    tree.iter().map(pss_kb).sum::<f64>() / 1024.0
}

/// What a program took with all it started, and what it said.
pub(crate) struct RanTree {
    pub(crate) took: Took,
    pub(crate) peak_mb: f64,
    pub(crate) stdout: Vec<u8>,
}

/// Runs a program to its end; what it started counts with it, as far as it was waited for. Its memory is looked at so often.
pub(crate) fn run_tree(command: &mut Command, look_every: Duration) -> RanTree {
    let (begun, cpu) = (Instant::now(), cpu_of_children());
    let child = command.stdout(std::process::Stdio::piped()).spawn().expect("the program can be started");
    let root = child.id().to_string();
    let (over, is_over) = std::sync::mpsc::channel::<()>();
    let peak_kb = AtomicU64::new(0);
    let peak_of = &peak_kb;
    let ended = std::thread::scope(|threads| {
        threads.spawn(move || {
            while is_over.recv_timeout(look_every) == Err(RecvTimeoutError::Timeout) {
                let now = pss_mb_of(vec![root.clone()]);
                peak_of.fetch_max((now * 1024.0) as u64, Ordering::Relaxed);
            }
        });
        let ended = child.wait_with_output().expect("a child can be waited for");
        drop(over);
        ended
    });
    let took = Took { wall: begun.elapsed(), cpu_s: cpu_of_children() - cpu };
    assert!(ended.status.success(), "{:?} ended with {}", command.get_program(), ended.status);
    RanTree { took, peak_mb: peak_kb.into_inner() as f64 / 1024.0, stdout: ended.stdout }
}

/// Seconds of the processor of everything this process started that has ended.
fn cpu_of_children() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit_once(')').map(|it| it.1).unwrap_or_default();
    let ticks = |at: usize| after.split_whitespace().nth(at).and_then(|it| it.parse::<f64>().ok()).unwrap_or_default();
    (ticks(13) + ticks(14)) / TICKS_A_SECOND
}

/// What a program that ran took, and its memory at the highest.
pub(crate) struct Ran {
    pub(crate) took: Took,
    pub(crate) peak_mb: f64,
}

/// Runs a program to its end.
pub(crate) fn run(command: &mut Command) -> Ran {
    let begun = Instant::now();
    let mut child = command.stdout(std::process::Stdio::null()).spawn().expect("the program can be started");
    let process = child.id().to_string();
    let (over, is_over) = std::sync::mpsc::channel::<()>();
    let (peak, cpu) = (AtomicU64::new(0), AtomicU64::new(0));
    let (peak_of, cpu_so_far) = (&peak, &cpu);
    let watched = &process;
    let status = std::thread::scope(|threads| {
        threads.spawn(move || {
            // Ended by the other end of the channel being dropped.
            while is_over.recv_timeout(LOOK_EVERY) == Err(RecvTimeoutError::Timeout) {
                peak_of.fetch_max(peak_mb_of(watched) as u64, Ordering::Relaxed);
                cpu_so_far.fetch_max((cpu_of(watched) * 1000.0) as u64, Ordering::Relaxed);
            }
        });
        let status = child.wait().expect("a child can be waited for");
        drop(over);
        status
    });
    assert!(status.success(), "{command:?} ended with {status}");
    let took = Took { wall: begun.elapsed(), cpu_s: cpu.into_inner() as f64 / 1000.0 };
    Ran { took, peak_mb: peak.into_inner() as f64 }
}
