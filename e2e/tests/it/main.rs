//! People in browsers, each with a profile and an address of their own.

mod cache;
mod errors;
mod keyboard;
mod pages;
mod scripts;
mod sessions;
mod users;
mod whole;
mod without_scripts;
