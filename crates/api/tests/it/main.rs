//! The wire: the API in this process, on real databases.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]

mod account;
mod admin;
mod announcements;
mod api_keys;
mod audit;
mod audit_times;
mod auth;
mod authorization;
mod busy;
mod impersonation;
mod invitations;
mod isolation;
mod limits;
mod lists;
mod members;
mod notifications;
mod oauth;
mod openapi;
mod own_invitations;
mod passkeys;
mod product_audit;
mod projects;
mod protection;
mod roles;
mod security_events;
mod sessions;
mod staff;
mod strangers;
mod teams;
mod users;
mod worlds;

use sandbox::mailbox::Mail;
use services::{
    Ctx,
    limits::{LimitSettings, Limits},
};
use testkit::TestApp;

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

/// A product with the limits that it has for people.
fn limited(app: &TestApp) -> Ctx {
    let limits = Limits::in_process(LimitSettings::default(), &app.ctx.clock);
    Ctx {
        limits,
        ..app.ctx.clone()
    }
}
