//! The sandbox as its users meet it: over SMTP and HTTP.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "helpers of tests fail as tests do, and are not seen as such by the lint"
)]

mod oidc;
mod smtp;
mod support;
mod web;
