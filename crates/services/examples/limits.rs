//! How much memory limits take: `cargo run --release -p services --example limits`.
//!
//! A million clients come once each, twice: where all have room, and where few have.
#![expect(clippy::print_stdout, reason = "its figures are what it is for")]

use std::{fs, io, net::Ipv6Addr, time::Instant};

use chrono::{DateTime, TimeDelta};
use services::{
    Clock,
    limits::{Key, LimitSettings, Limits, Rule},
};

const CLIENTS: u32 = 1_000_000;
const PAGE: u64 = 4096;

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    println!("| Room for | Keys held | Memory | Time for each request | After a sweep |");
    println!("| ---: | ---: | ---: | ---: | ---: |");
    for max_keys in [CLIENTS, LimitSettings::default().max_keys] {
        flood(max_keys).await?;
    }
    Ok(())
}

async fn flood(max_keys: u32) -> io::Result<()> {
    let clock = Clock::mock(DateTime::UNIX_EPOCH + TimeDelta::days(20_000));
    let settings = LimitSettings {
        max_keys,
        ..LimitSettings::default()
    };
    let before = memory()?;
    let limits = Limits::in_process(settings, &clock);
    let started = Instant::now();
    for n in 0..CLIENTS {
        // One network of 64 bits each.
        let address = Ipv6Addr::from_bits(u128::from(n) << 64);
        limits
            .count(Rule::SignIn, &Key::client(address.into()))
            .await;
    }
    let each = started.elapsed() / CLIENTS;
    let (held, flooded) = (limits.keys(), memory()?);
    clock.advance(TimeDelta::hours(1));
    limits.sweep();
    println!(
        "| {max_keys} | {held} | {} MB | {} ns | {} keys, {} MB |",
        flooded.saturating_sub(before) / 1_000_000,
        each.as_nanos(),
        limits.keys(),
        memory()?.saturating_sub(before) / 1_000_000,
    );
    Ok(())
}

/// The bytes of this process that are in memory.
fn memory() -> io::Result<u64> {
    let text = fs::read_to_string("/proc/self/statm")?;
    let pages = text.split(' ').nth(1).and_then(|pages| pages.parse().ok());
    pages
        .map(|pages: u64| pages * PAGE)
        .ok_or_else(|| io::Error::other("/proc/self/statm has another form"))
}
