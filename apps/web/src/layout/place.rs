//! Where a page stands in the navigation.

/// Says whether a link of the navigation leads to the page at a path, or to what the page is
/// part of. A team's first page has its other pages below it, which have links of their own.
pub fn is_current(href: &str, path: &str) -> bool {
    let is_start = href
        .strip_prefix(TEAM)
        .is_some_and(|slug| !slug.contains('/'));
    path.strip_prefix(href).is_some_and(|rest| {
        rest.is_empty() || rest.starts_with('?') || !is_start && rest.starts_with('/')
    })
}

/// Gets the word of the team that a page is about: `/t/{slug}/members?search=ada`.
pub fn team_slug(path: &str) -> Option<&str> {
    let rest = path.strip_prefix(TEAM)?;
    let slug = rest.split(['/', '?']).next()?;
    (!slug.is_empty()).then_some(slug)
}

/// Gets the page of a team that a path leads to, as [`team_page`] names it.
pub fn page_of_team(path: &str) -> Option<&str> {
    let rest = path.strip_prefix(TEAM)?.strip_prefix(team_slug(path)?)?;
    Some(rest.strip_prefix('/').unwrap_or_default())
}

/// Names a page of a team; an empty one is the first.
pub fn team_page(slug: &str, page: &str) -> String {
    if page.is_empty() {
        format!("{TEAM}{slug}")
    } else {
        format!("{TEAM}{slug}/{page}")
    }
}

/// What stands before the word of a team in the addresses of its pages.
const TEAM: &str = "/t/";

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

    #[test]
    fn the_first_page_of_a_team_does_not_hold_the_others() {
        assert!(is_current("/t/engines", "/t/engines"));
        assert!(is_current("/t/engines", "/t/engines?new=1"));
        assert!(!is_current("/t/engines", "/t/engines/members"));
        assert!(is_current(
            "/t/engines/members",
            "/t/engines/members?search=a"
        ));
        assert!(!is_current("/t/engines", "/t/engines-of-old"));
    }

    #[test]
    fn a_page_of_a_team_names_it() {
        assert_eq!(team_slug("/t/engines"), Some("engines"));
        assert_eq!(team_slug("/t/engines/members?search=a"), Some("engines"));
        assert_eq!(team_slug("/t/engines?a=/t/b"), Some("engines"));
        assert_eq!(team_slug("/t/"), None);
        assert_eq!(team_slug("/teams"), None);
        assert_eq!(team_slug(&team_page("engines", "")), Some("engines"));
        assert_eq!(team_page("engines", "roles"), "/t/engines/roles");
        for page in ["", "roles", "projects/1"] {
            assert_eq!(page_of_team(&team_page("engines", page)), Some(page));
        }
        assert_eq!(page_of_team("/teams"), None);
    }
}
