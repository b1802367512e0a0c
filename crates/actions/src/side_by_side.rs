//! The same work on several things, on as many cores as are to spare.
//!
//! What is made stands in the order of what it was made of; after a fault nothing more is begun, and what was begun is brought to its end.

use std::sync::atomic::{AtomicUsize, Ordering};

use values::Problem;

/// More than the machine has helps nobody, and each takes memory.
pub(crate) const MAX_JOBS: usize = 16;

/// Returns how many pages or files are worked on side by side unless somebody says otherwise: one core is left to whoever works at the machine.
pub fn spare_cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from).saturating_sub(1).max(1)
}

/// Does the work on each of `things`, on `jobs` of them at a time, and returns what it made of them in their order.
///
/// # Errors
/// A fault met; what was not begun by then is not.
pub(crate) fn side_by_side<T: Sync, R: Send>(
    things: &[T],
    jobs: usize,
    work: impl Fn(&T) -> Result<R, Problem> + Sync,
) -> Result<Vec<R>, Problem> {
    let next = AtomicUsize::new(0);
    let some = || -> Result<Vec<(usize, R)>, Problem> {
        let mut made = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = things.get(at) else { return Ok(made) };
            match work(thing) {
                Ok(it) => made.push((at, it)),
                Err(problem) => {
                    next.store(things.len(), Ordering::Relaxed);
                    return Err(problem);
                }
            }
        }
    };
    let mut made = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..jobs.clamp(1, MAX_JOBS)).map(|_| scope.spawn(some)).collect();
        let ended = workers.into_iter().map(|it| {
            it.join().unwrap_or_else(|_| Err(Problem::Broken("a thread that works side by side ended".to_owned())))
        });
        ended.collect::<Result<Vec<_>, _>>().map(|it| it.into_iter().flatten().collect::<Vec<_>>())
    })?;
    made.sort_unstable_by_key(|it| it.0);
    Ok(made.into_iter().map(|it| it.1).collect())
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::sync::mpsc::{Sender, channel};
    use std::sync::{Barrier, Mutex};

    use super::*;

    #[test]
    fn what_is_made_stands_in_the_order_of_what_it_was_made_of() {
        // The first thing is done after the second.
        let second_is_done = Barrier::new(2);
        let made = side_by_side(&[1, 2], 2, |it| {
            if *it == 1 {
                second_is_done.wait();
            }
            let made = it * 10;
            if *it == 2 {
                second_is_done.wait();
            }
            Ok(made)
        });
        assert_eq!(made.expect("nothing fails"), [10, 20]);
    }

    thread_local! {
        /// Dropped when the thread ends.
        static ENDS: RefCell<Option<Sender<()>>> = const { RefCell::new(None) };
    }

    #[test]
    fn after_a_fault_nothing_more_is_begun() {
        let begun = Mutex::new(Vec::new());
        let both_have_begun = Barrier::new(2);
        let (ends, ended) = channel::<()>();
        let (ends, ended) = (Mutex::new(Some(ends)), Mutex::new(ended));
        let done = side_by_side(&[1, 2, 3], 2, |it| {
            begun.lock().expect("nobody else failed").push(*it);
            both_have_begun.wait();
            if *it == 1 {
                ENDS.set(ends.lock().expect("nobody else failed").take());
                return Err(Problem::Broken("here".to_owned()));
            }
            // The thread of the first is over.
            assert!(ended.lock().expect("nobody else failed").recv().is_err());
            Ok(())
        });
        assert!(done.is_err());
        let mut begun = begun.into_inner().expect("nobody holds it");
        begun.sort_unstable();
        assert_eq!(begun, [1, 2]);
    }
}
