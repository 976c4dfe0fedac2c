//! Where a page stands in the navigation.

/// Says whether a link of the navigation leads to the page at a path, or to what the page is
/// part of.
pub fn is_current(href: &str, path: &str) -> bool {
    path.strip_prefix(href)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_below_and_queries_belong_to_a_link() {
        assert!(is_current("/users", "/users"));
        assert!(is_current("/users", "/users?search=ada"));
        assert!(is_current("/users", "/users/42"));
        assert!(!is_current("/users", "/users-of-old"));
        assert!(!is_current("/users", "/"));
    }
}
