//! What a page says about itself outside of its view: the document's title and the status of the
//! response.

use super::use_texts;

#[cfg(feature = "ssr")]
pub use server::Response;

/// Names the document after the page and the product.
pub fn set_title(page: &str) {
    show_title(format!("{page} · {}", use_texts().brand_name()));
}

/// Afterwards, so that a page that is given up before it is shown leaves no title behind.
#[cfg(feature = "hydrate")]
fn show_title(title: String) {
    use leptos::prelude::*;

    Effect::new(move || document().set_title(&title));
}

#[cfg(feature = "ssr")]
fn show_title(title: String) {
    server::change(|response| response.title = title);
}

/// Sets the status with which the server answers the page; in the browser there is none to set.
#[cfg(feature = "ssr")]
pub fn set_status(status: u16) {
    server::change(|response| response.status = status);
}

/// Sets the status with which the server answers the page; in the browser there is none to set.
#[cfg(feature = "hydrate")]
pub fn set_status(_: u16) {}

#[cfg(feature = "ssr")]
mod server {
    use leptos::prelude::*;

    /// What the page has said.
    #[derive(Clone)]
    pub struct Response {
        /// The document's title.
        pub title: String,
        /// The status.
        pub status: u16,
    }

    #[derive(Clone, Copy)]
    struct Context(StoredValue<Response>);

    impl Response {
        /// Lets everything below say something about the page, read with the function that it
        /// returns.
        pub fn provide() -> impl FnOnce() -> Self {
            let response = StoredValue::new(Self {
                title: String::new(),
                status: 200,
            });
            provide_context(Context(response));
            move || response.get_value()
        }
    }

    /// Changes it, if there is anything to change: plain pages know before they render.
    pub(super) fn change(change: impl FnOnce(&mut Response)) {
        if let Some(Context(response)) = use_context() {
            response.update_value(change);
        }
    }
}
