//! Whom the stand-ins answer.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Request, State},
    http::{
        StatusCode, Uri,
        header::HOST,
        uri::{Authority, InvalidUri},
    },
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
};

const THIS_MACHINE: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];
const REFUSED: &str = "This is served to localhost and under the product's own address only.\n";

/// Refuses requests for other hosts than this machine and the one of `public_url`.
///
/// Another site may let its own name lead to this machine (DNS rebinding). To a browser both are one
/// site then, so no cookie and no `Origin` keeps its scripts from the mails here; the name does.
pub(super) fn guard(router: Router, public_url: &str) -> Router {
    let own: Option<Arc<str>> = public_url
        .parse::<Uri>()
        .ok()
        .and_then(|url| url.host().map(Into::into));
    router.layer(from_fn_with_state(own, check))
}

async fn check(State(own): State<Option<Arc<str>>>, request: Request, next: Next) -> Response {
    if is_meant(&request, own.as_deref()) {
        next.run(request).await
    } else {
        (StatusCode::MISDIRECTED_REQUEST, REFUSED).into_response()
    }
}

/// Whether some host is named and every host that is named is one of ours.
fn is_meant(request: &Request, own: Option<&str>) -> bool {
    let headers = request.headers().get_all(HOST).iter();
    let mut named = headers
        .map(|value| value.as_bytes().try_into())
        .chain(request.uri().authority().cloned().map(Ok))
        .peekable();
    let is_ours = |authority: Result<Authority, InvalidUri>| {
        authority.is_ok_and(|authority| {
            let is = |host: &str| authority.host().eq_ignore_ascii_case(host);
            THIS_MACHINE.into_iter().chain(own).any(is)
        })
    };
    named.peek().is_some() && named.all(is_ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_and_the_products_own_host_are_answered() {
        for (uri, hosts, is_expected) in [
            ("/dev/mail", &["localhost:3000"][..], true),
            ("/dev/mail", &["LOCALHOST"], true),
            ("/dev/mail", &["127.0.0.1:3000"], true),
            ("/dev/mail", &["[::1]:3000"], true),
            ("/dev/mail", &["app.example.com"], true),
            ("http://localhost:3000/dev/mail", &[], true),
            ("/dev/mail", &[], false),
            ("/dev/mail", &[""], false),
            ("/dev/mail", &["evil.example:3000"], false),
            ("/dev/mail", &["localhost.evil.example"], false),
            ("/dev/mail", &["localhost@evil.example"], false),
            ("/dev/mail", &["127.0.0.1.evil.example"], false),
            ("/dev/mail", &["localhost", "evil.example"], false),
            ("http://evil.example/dev/mail", &["localhost"], false),
        ] {
            let request = hosts
                .iter()
                .fold(Request::builder().uri(uri), |request, host| {
                    request.header(HOST, *host)
                })
                .body(axum::body::Body::empty())
                .unwrap();
            let is_answered = is_meant(&request, Some("app.example.com"));
            assert_eq!(is_answered, is_expected, "{uri} {hosts:?}");
        }
    }
}
