//! How a source waits for its device.

use std::ops::ControlFlow;
use std::time::Duration;

/// How waiting for a device is done; tests do not wait.
pub trait Patience {
    /// Waits so long for a device that gives nothing, and says whether anybody still wants the page.
    fn wait(&mut self, time: Duration) -> ControlFlow<()>;

    /// Returns whether anybody still wants the page that is coming.
    fn is_wanted(&self) -> bool {
        true
    }

    /// Hears that the device gives something: it is not waited for any more.
    fn end(&mut self) {}
}

/// Waits by the clock on the wall, for ever wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealTime;

impl RealTime {
    /// Waits so long.
    pub fn pause(time: Duration) {
        std::thread::sleep(time);
    }
}

impl Patience for RealTime {
    fn wait(&mut self, time: Duration) -> ControlFlow<()> {
        Self::pause(time);
        ControlFlow::Continue(())
    }
}

impl Patience for Box<dyn Patience + Send> {
    fn wait(&mut self, time: Duration) -> ControlFlow<()> {
        self.as_mut().wait(time)
    }

    fn is_wanted(&self) -> bool {
        self.as_ref().is_wanted()
    }

    fn end(&mut self) {
        self.as_mut().end();
    }
}
