//! The binary as operators meet it: processes, signals, sockets.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]

mod assets;
mod commands;
mod configuration;
mod http;
mod journey;
mod kill;
mod limits;
mod logging;
mod networks;
mod process;
mod reference;
mod shutdown;
mod smtp;
mod startup;

use std::time::Duration;

use tokio::time::{Instant, interval, timeout};

/// What takes longer than this does not happen.
const DEADLINE: Duration = Duration::from_secs(25);

/// Waits for something that is on its way.
async fn within<T>(what: &str, future: impl Future<Output = T>) -> T {
    timeout(DEADLINE, future)
        .await
        .unwrap_or_else(|_| panic!("waited in vain for {what}"))
}

/// Asks again and again until the answer is there, for what another process does without a word.
async fn until<T>(what: &str, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let end = Instant::now() + DEADLINE;
    let mut ticks = interval(Duration::from_millis(10));
    loop {
        ticks.tick().await;
        if let Some(value) = ask().await {
            return value;
        }
        assert!(Instant::now() < end, "waited in vain for {what}");
    }
}
