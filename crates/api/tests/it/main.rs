//! The wire: the API in this process, on real databases.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]

mod auth;
mod authorization;
mod busy;
mod oauth;
mod openapi;
mod protection;
mod sessions;
mod users;

use sandbox::mailbox::Mail;

/// The token of the link in a mail.
fn token(mail: &Mail) -> String {
    let (_, rest) = mail
        .text
        .split_once("?token=")
        .expect("the mail has a link");
    rest.split_whitespace()
        .next()
        .expect("the link has a token")
        .to_owned()
}
