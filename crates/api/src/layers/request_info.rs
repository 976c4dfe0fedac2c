//! What is known of a request before anyone looks into it.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap},
};
use contract::UserId;
use ipnet::IpNet;
use services::sessions::Actor;
use uuid::Uuid;

/// A request's id, its client's address and, once known, its user.
#[derive(Clone)]
pub struct RequestInfo {
    /// Names the request in logs and answers.
    pub id: Uuid,
    /// The client's address, as far as proxies can be trusted.
    pub address: IpAddr,
    user: Arc<OnceLock<UserId>>,
    /// Who was found behind an access token. A page is one request, so its inner reads ask once.
    actor: Arc<Mutex<Option<(String, Actor)>>>,
    /// Whether a read of the request was counted.
    is_read: Arc<AtomicBool>,
}

impl fmt::Debug for RequestInfo {
    /// Shows neither token nor person.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestInfo")
            .field("id", &self.id)
            .field("user", &self.user())
            .finish_non_exhaustive()
    }
}

impl RequestInfo {
    pub(super) fn new(id: Uuid, address: IpAddr) -> Self {
        Self {
            id,
            address,
            user: Arc::default(),
            actor: Arc::default(),
            is_read: Arc::default(),
        }
    }

    /// The signed-in user, if the request was made by one.
    pub fn user(&self) -> Option<UserId> {
        self.user.get().copied()
    }

    /// Who an earlier read of the same request has found behind an access token.
    pub(crate) fn actor(&self, token: &str) -> Option<Actor> {
        let known = self.actor.lock().unwrap_or_else(PoisonError::into_inner);
        let (known, actor) = known.as_ref()?;
        (known == token).then(|| actor.clone())
    }

    pub(crate) fn set_user(&self, user: UserId) {
        // The first answer stands: a page and its inner reads are one request by one user.
        let _ = self.user.set(user);
    }

    /// Keeps who was found behind an access token, for the reads that follow.
    pub(crate) fn keep_actor(&self, token: &str, actor: &Actor) {
        let known = Some((token.to_owned(), actor.clone()));
        *self.actor.lock().unwrap_or_else(PoisonError::into_inner) = known;
    }

    /// Whether nothing of the request was read before: a page's inner reads are one request.
    pub(super) fn is_first_read(&self) -> bool {
        !self.is_read.swap(true, Ordering::Relaxed)
    }

    /// Forgets it, before something changes.
    pub(crate) fn forget_actor(&self) {
        *self.actor.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// The address of the client: the peer, or, behind proxies that are trusted, the last address of
/// `X-Forwarded-For` that no trusted proxy has.
///
/// Anything further left was written by somebody who is not trusted.
pub(super) fn client_address(
    extensions: &Extensions,
    headers: &HeaderMap,
    trusted: &[IpNet],
) -> IpAddr {
    let is_trusted = |address: &IpAddr| trusted.iter().any(|network| network.contains(address));
    let peer = extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(peer)| {
            peer.ip().to_canonical()
        });
    if !is_trusted(&peer) {
        return peer;
    }
    let forwarded: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    let mut client = peer;
    for text in forwarded.into_iter().rev() {
        let Ok(address) = text.trim().parse::<IpAddr>() else {
            break;
        };
        client = address.to_canonical();
        if !is_trusted(&client) {
            break;
        }
    }
    client
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trusted_proxies_may_name_the_client() {
        let trusted: Vec<IpNet> = vec!["10.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()];
        for (peer, forwarded, expected) in [
            ("203.0.113.5:1", None, "203.0.113.5"),
            ("203.0.113.5:1", Some("198.51.100.7"), "203.0.113.5"),
            ("10.0.0.1:1", Some("198.51.100.7"), "198.51.100.7"),
            ("10.0.0.1:1", Some("1.2.3.4, 198.51.100.7"), "198.51.100.7"),
            ("10.0.0.1:1", Some("198.51.100.7, 10.0.0.2"), "198.51.100.7"),
            ("10.0.0.1:1", Some("garbage"), "10.0.0.1"),
            ("10.0.0.1:1", Some("198.51.100.7, garbage"), "10.0.0.1"),
            ("10.0.0.1:1", None, "10.0.0.1"),
            ("[::1]:1", Some("2001:db8::1"), "2001:db8::1"),
            ("[::ffff:10.0.0.1]:1", Some("198.51.100.7"), "198.51.100.7"),
        ] {
            let mut extensions = Extensions::new();
            extensions.insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
            let mut headers = HeaderMap::new();
            if let Some(forwarded) = forwarded {
                headers.insert("x-forwarded-for", forwarded.parse().unwrap());
            }
            let address = client_address(&extensions, &headers, &trusted);
            assert_eq!(address.to_string(), expected, "{peer} {forwarded:?}");
        }
    }
}
