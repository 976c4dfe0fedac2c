//! Cookies by name: those of the session are only relayed, those of language and theme are ours.

use axum::http::{HeaderMap, HeaderValue, header::COOKIE};

/// The language that was chosen without signing in.
pub const LOCALE: &str = "pilaster_locale";
/// The theme that was chosen without signing in.
pub const THEME: &str = "pilaster_theme";

const ONE_YEAR: u32 = 365 * 24 * 60 * 60;

/// Which session cookies a request carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Session {
    /// There is an access token, good or not.
    pub access: bool,
    /// There is a refresh token, good or not.
    pub refresh: bool,
    /// There is a token of the session that somebody comes back to who acts as somebody else.
    pub own: bool,
}

impl Session {
    pub(crate) fn read(header: Option<&HeaderValue>) -> Self {
        let mut session = Self::default();
        for (name, _) in pairs(header) {
            session.access |= name.ends_with("pilaster_access");
            session.refresh |= name.ends_with("pilaster_refresh");
            session.own |= name.ends_with("pilaster_own");
        }
        session
    }
}

/// Whether a sign-in waits for its second factor in this browser.
pub fn has_challenge(headers: &HeaderMap) -> bool {
    headers
        .get_all(COOKIE)
        .iter()
        .flat_map(|header| pairs(Some(header)))
        .any(|(name, _)| name.ends_with("pilaster_challenge"))
}

/// Gets the value of a cookie.
pub fn get<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .flat_map(|header| pairs(Some(header)))
        .find_map(|(found, value)| (found == name).then_some(value))
}

/// Writes a cookie of ours that is kept for a year.
pub fn keep(name: &str, value: &str, is_secure: bool) -> Option<HeaderValue> {
    let secure = if is_secure { "; Secure" } else { "" };
    HeaderValue::try_from(format!(
        "{name}={value}; Max-Age={ONE_YEAR}; Path=/; SameSite=Lax{secure}"
    ))
    .ok()
}

/// Joins the request's cookies into one header, as HTTP/2 may split them.
pub(crate) fn joined(headers: &HeaderMap) -> Option<HeaderValue> {
    let mut all = headers.get_all(COOKIE).iter();
    let first = all.next()?;
    let rest: Vec<_> = all.collect();
    if rest.is_empty() {
        return Some(first.clone());
    }
    let mut bytes = first.as_bytes().to_vec();
    for header in rest {
        bytes.extend_from_slice(b"; ");
        bytes.extend_from_slice(header.as_bytes());
    }
    HeaderValue::from_bytes(&bytes).ok()
}

/// Brings a `Cookie` header up to date with a `Set-Cookie` header.
pub(crate) fn apply(sent: Option<&HeaderValue>, set: &HeaderValue) -> Option<HeaderValue> {
    let Some((name, value, is_removal)) = set.to_str().ok().and_then(parse_set) else {
        return sent.cloned();
    };
    let mut all: Vec<_> = pairs(sent).filter(|(other, _)| *other != name).collect();
    if !is_removal {
        all.push((name, value));
    }
    let text: Vec<_> = all
        .into_iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    HeaderValue::try_from(text.join("; "))
        .ok()
        .filter(|header| !header.is_empty())
}

fn parse_set(text: &str) -> Option<(&str, &str, bool)> {
    let (pair, attributes) = text.split_once(';').unwrap_or((text, ""));
    let (name, value) = pair.split_once('=')?;
    let is_removal = value.trim().is_empty()
        || attributes
            .split(';')
            .any(|attribute| attribute.trim().eq_ignore_ascii_case("max-age=0"));
    Some((name.trim(), value.trim(), is_removal))
}

fn pairs(header: Option<&HeaderValue>) -> impl Iterator<Item = (&str, &str)> {
    header
        .into_iter()
        // Another program's cookie may hold any bytes; only ours have to be text.
        .flat_map(|header| header.as_bytes().split(|byte| *byte == b';'))
        .filter_map(|pair| {
            let (name, value) = std::str::from_utf8(pair).ok()?.split_once('=')?;
            Some((name.trim(), value.trim()))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &'static str) -> HeaderValue {
        HeaderValue::from_static(text)
    }

    #[test]
    fn new_cookies_replace_old_ones_and_removals_remove() {
        let sent = header("a=1; __Host-pilaster_access=old; b=2");
        for (set, expected) in [
            (
                "__Host-pilaster_access=new; Path=/; HttpOnly",
                "a=1; b=2; __Host-pilaster_access=new",
            ),
            ("__Host-pilaster_access=; Max-Age=0; Path=/", "a=1; b=2"),
            ("c=3", "a=1; __Host-pilaster_access=old; b=2; c=3"),
            ("nonsense", "a=1; __Host-pilaster_access=old; b=2"),
        ] {
            let applied = apply(Some(&sent), &header(set));
            assert_eq!(applied.unwrap(), expected, "{set}");
        }
        assert_eq!(apply(Some(&header("a=1")), &header("a=; Max-Age=0")), None);
        assert_eq!(apply(None, &header("a=1; Secure")), Some(header("a=1")));
    }

    #[test]
    fn session_is_known_by_the_ends_of_names() {
        for (text, access, refresh, own) in [
            ("__Host-pilaster_access=x", true, false, false),
            ("pilaster_refresh=x; pilaster_locale=ar", false, true, false),
            ("__Host-pilaster_own=x", false, false, true),
            ("other=pilaster_access", false, false, false),
        ] {
            let found = Session::read(Some(&header(text)));
            let expected = Session {
                access,
                refresh,
                own,
            };
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn split_headers_are_read_as_one() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, header("a=1"));
        headers.append(COOKIE, header("b=2; c=3"));
        assert_eq!(joined(&headers).unwrap(), "a=1; b=2; c=3");
        assert_eq!(get(&headers, "c"), Some("3"));
        assert_eq!(get(&headers, "d"), None);
    }
}
