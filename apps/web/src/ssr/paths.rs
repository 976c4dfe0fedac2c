//! Paths that come from outside, such as `next`.

/// Accepts a path of this site: it starts with one slash, so that it cannot name another host.
pub fn own(path: &str) -> Option<&str> {
    let mut bytes = path.bytes();
    let is_own = bytes.next() == Some(b'/')
        && !matches!(bytes.next(), Some(b'/' | b'\\'))
        // Browsers drop tabs and line breaks, which would bring a second slash forward.
        && path.bytes().all(|byte| byte.is_ascii_graphic());
    is_own.then_some(path)
}

/// Names the sign-in page that comes back to `next`.
pub fn login(next: &str) -> String {
    let query = serde_urlencoded::to_string([("next", next)]).unwrap_or_default();
    format!("/login?{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_paths_are_followed() {
        for good in ["/", "/dashboard", "/users?search=a%20b&sort=-email"] {
            assert_eq!(own(good), Some(good));
        }
        for bad in [
            "",
            "dashboard",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example/",
            "/\t/evil.example",
            "/\n/evil.example",
            "javascript:alert(1)",
            "/a b",
        ] {
            assert_eq!(own(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn next_is_escaped() {
        assert_eq!(
            login("/users?a=b&c=d"),
            "/login?next=%2Fusers%3Fa%3Db%26c%3Dd"
        );
    }
}
