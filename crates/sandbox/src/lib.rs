#![doc = include_str!("../README.md")]

pub mod mailbox;
pub mod oidc;

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};

/// The bytes of what nobody can guess.
const SECRET_BYTES: usize = 32;

#[expect(
    clippy::disallowed_methods,
    reason = "a stand-in for the outside world runs on the world's clock, not on the product's"
)]
fn now() -> DateTime<Utc> {
    Utc::now()
}

/// A panic of another holder is no reason to fail: what a lock guards here is whole between
/// any two statements.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What nobody can guess, fit for an address.
fn secret() -> io::Result<String> {
    let mut bytes = [0; SECRET_BYTES];
    aws_lc_rs::rand::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}
