//! Who may call a route: said in the type of its handler.
//!
//! The first argument of every handler is either [`Public`] or an extractor that names a permission.
//! [`Operation`] is implemented for such functions alone, and `operations!` makes routes of nothing
//! else, so a route without either does not compile. The few lines that add routes in another way are
//! known to `cargo xtask tidy`.
//!
//! ```
//! # use api::access::{Public, access_of};
//! async fn health(_: Public) -> &'static str {
//!     "ok"
//! }
//! assert!(access_of(&health).permission.is_none());
//! ```
//!
//! ```compile_fail,E0277
//! # use api::access::{Public, access_of};
//! async fn health() -> &'static str {
//!     "ok"
//! }
//! assert!(access_of(&health).permission.is_none());
//! ```

use std::convert::Infallible;

use axum::{extract::FromRequestParts, http::request::Parts};
use contract::Permission;

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// What a caller needs; nothing if anybody may call.
    pub permission: Option<Permission>,
}

/// An extractor that says who may call.
pub trait Guard {
    /// Who may.
    const ACCESS: Access;
}

/// Lets anybody call.
#[derive(Clone, Copy, Debug)]
pub struct Public;

impl Guard for Public {
    const ACCESS: Access = Access { permission: None };
}

impl<S: Send + Sync> FromRequestParts<S> for Public {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self)
    }
}

/// A handler that says who may call it, by its first argument.
#[diagnostic::on_unimplemented(
    message = "the route does not say who may call it",
    label = "its first argument is no guard",
    note = "begin with `_: Public`, or with an extractor that names a permission"
)]
pub trait Operation<Args> {
    /// Who may.
    const ACCESS: Access;
}

/// Who may call a handler.
pub const fn access_of<O: Operation<Args>, Args>(_: &O) -> Access {
    O::ACCESS
}

macro_rules! implement {
    ($($argument:ident)*) => {
        impl<F, Fut, G, $($argument),*> Operation<(G, $($argument),*)> for F
        where
            F: Fn(G, $($argument),*) -> Fut,
            Fut: Future,
            G: Guard,
        {
            const ACCESS: Access = G::ACCESS;
        }
    };
}

implement!();
implement!(A);
implement!(A B);
implement!(A B C);
implement!(A B C D);
implement!(A B C D E);
implement!(A B C D E H);
implement!(A B C D E H I);

/// Adds a route of each handler to a router, with its description and who may call it.
macro_rules! operations {
    ($router:expr, $($handler:path),+ $(,)?) => {{
        let router = $router;
        $(let router = {
            let (schemas, mut paths, methods) = utoipa_axum::routes!($handler);
            $crate::openapi::stamp(&mut paths, $crate::access::access_of(&$handler));
            router.routes((schemas, paths, methods))
        };)+
        router
    }};
}

pub(crate) use operations;
