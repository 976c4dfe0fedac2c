use contract::{members::MemberQuery, teams::Team, validation::SEARCH_MAX};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::layout::place::team_page;

/// The address of the page, whose team may be renamed.
#[derive(Clone, Copy)]
pub(super) struct Address(Signal<Team>);

impl Address {
    pub(super) fn of(team: Signal<Team>) -> Self {
        Self(team)
    }

    /// The page without search and filter.
    pub(super) fn plain(self) -> String {
        self.0
            .with_untracked(|team| team_page(&team.slug, "members"))
    }

    /// The page that shows a list; what goes without saying is left out.
    pub(super) fn with(self, query: &MemberQuery) -> String {
        let said = said(query);
        if said.is_empty() {
            self.plain()
        } else {
            format!("{}?{said}", self.plain())
        }
    }
}

fn said(query: &MemberQuery) -> String {
    #[derive(Serialize)]
    struct Said<'a> {
        search: Option<&'a str>,
        role: Option<String>,
        cursor: Option<&'a str>,
    }
    serde_urlencoded::to_string(Said {
        search: query.search.as_deref(),
        role: query.role_id.map(|id| id.to_string()),
        cursor: query.cursor.as_deref(),
    })
    .unwrap_or_default()
}

/// Reads the address. What cannot be understood counts as absent.
pub(super) fn read(search: &str) -> MemberQuery {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Said {
        search: String,
        role: String,
        cursor: String,
    }
    // In a browser it may begin with the question mark.
    let search = search.strip_prefix('?').unwrap_or(search);
    let said: Said = serde_urlencoded::from_str(search).unwrap_or_default();
    let searched = said.search.trim().chars();
    MemberQuery {
        search: Some(searched.take(SEARCH_MAX).collect())
            .filter(|search: &String| !search.is_empty()),
        role_id: said.role.parse().ok(),
        user_id: None,
        has_mfa: None,
        limit: None,
        cursor: Some(said.cursor).filter(|cursor| !cursor.is_empty()),
    }
}

/// Whether the address asks for the dialog that invites people.
pub(super) fn is_inviting(search: &str) -> bool {
    let search = search.strip_prefix('?').unwrap_or(search);
    search.split('&').any(|pair| pair == "invite=1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn address_and_query_are_the_same_thing() {
        let text = "search=ada+l&role=019a0000-0000-7000-8000-0000000000d1&cursor=abc";
        assert_eq!(said(&read(text)), text);
        assert_eq!(read(&format!("?{text}")), read(text));
        assert_eq!(said(&MemberQuery::default()), "");
    }

    #[test]
    fn what_cannot_be_understood_is_absent() {
        let read = read("search=++&role=boss&cursor=&limit=1000000");
        assert_eq!(read, MemberQuery::default());
    }

    #[test]
    fn a_link_opens_the_dialog() {
        assert!(is_inviting("?invite=1"));
        assert!(is_inviting("search=a&invite=1"));
        assert!(!is_inviting("search=invite"));
    }
}
