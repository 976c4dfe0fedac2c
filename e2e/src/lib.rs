#![doc = include_str!("../README.md")]

mod account;
mod authenticator;
mod browser;
mod check;
mod environment;
mod find;
mod mail;
mod picture;
mod traffic;

pub use account::{Account, PASSWORD};
pub use authenticator::Authenticator;
pub use browser::{Answer, Browser};
pub use find::{button, css, field, heading, link, option, text};
pub use mail::Mail;
pub use picture::Viewport;
pub use traffic::{Exchange, Traffic};

pub use thirtyfour::{By, Key};
