//! People in browsers, each with a profile and an address of their own.

#![expect(clippy::indexing_slicing, reason = "what fails here fails the test")]

mod account;
mod admin;
mod api_keys;
mod bar;
mod cache;
mod devices;
mod errors;
mod grace;
mod keyboard;
mod mfa;
mod notifications;
mod oauth;
mod pages;
mod passkeys;
mod projects;
mod proof;
mod recovery;
mod scripts;
mod sessions;
mod staff_pages;
mod team_pages;
mod teams;
mod tour;
mod users;
mod ways_in;
mod whole;
mod without_mouse;
mod without_scripts;
