//! Paths that come from outside, such as `next`.

pub use contract::path::own;

/// Names the sign-in page that comes back to `next`.
pub fn login(next: &str) -> String {
    let query = serde_urlencoded::to_string([("next", next)]).unwrap_or_default();
    format!("/login?{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_is_escaped() {
        assert_eq!(
            login("/users?a=b&c=d"),
            "/login?next=%2Fusers%3Fa%3Db%26c%3Dd"
        );
    }
}
