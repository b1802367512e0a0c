//! The same work on several things, on as many cores as are to spare.

use std::sync::atomic::{AtomicUsize, Ordering};

use values::Problem;

/// More than the machine has helps nobody, and each takes memory.
pub(crate) const MAX_JOBS: usize = 16;

/// Returns how many pages are worked on side by side unless somebody says otherwise: one core is left to whoever works at the machine.
pub fn spare_cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from).saturating_sub(1).max(1)
}

/// Does the work on each of `things`, on `jobs` of them at a time, and returns what it made of them in their order.
///
/// # Errors
/// The first fault met; what was not begun by then is not.
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
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn what_is_made_stands_in_the_order_of_what_it_was_made_of() {
        let things: Vec<usize> = (0..100).collect();
        let made = side_by_side(&things, 4, |it| Ok(it * 2)).expect("nothing fails");
        assert_eq!(made, things.iter().map(|it| it * 2).collect::<Vec<_>>());
    }

    #[test]
    fn after_a_fault_nothing_more_is_begun() {
        let begun = Mutex::new(Vec::new());
        let done = side_by_side(&[1, 2, 3], 1, |it| {
            begun.lock().expect("nobody else failed").push(*it);
            if *it == 2 { Err(Problem::Broken("here".to_owned())) } else { Ok(()) }
        });
        assert!(done.is_err());
        assert_eq!(begun.into_inner().expect("nobody holds it"), [1, 2]);
    }
}
