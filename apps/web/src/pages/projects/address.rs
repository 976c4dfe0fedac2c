//! The addresses of the pages, which say what is shown.

use contract::{
    ProjectId,
    projects::{ProjectQuery, ProjectSort},
    validation::SEARCH_MAX,
};
use serde::{Deserialize, Serialize};

use crate::layout::place::{team_page, team_slug};

/// What the list is called in addresses.
pub(super) const PAGE: &str = "projects";

/// The page of all projects of a team that are not archived.
pub(super) fn plain(slug: &str) -> String {
    team_page(slug, PAGE)
}

/// The page that shows a list; what goes without saying is left out.
pub(super) fn list(slug: &str, query: &ProjectQuery) -> String {
    let said = said(query);
    if said.is_empty() {
        plain(slug)
    } else {
        format!("{}?{said}", plain(slug))
    }
}

/// The page of one project.
pub(super) fn detail(slug: &str, id: ProjectId) -> String {
    team_page(slug, &format!("{PAGE}/{id}"))
}

/// Gets the project that a path is about.
pub(super) fn project_of(path: &str) -> Option<ProjectId> {
    let rest = path.strip_prefix(&plain(team_slug(path)?))?;
    rest.strip_prefix('/')?.split('?').next()?.parse().ok()
}

fn said(query: &ProjectQuery) -> String {
    #[derive(Serialize)]
    struct Said<'a> {
        search: Option<&'a str>,
        status: Option<&'static str>,
        owner_id: Option<String>,
        archived: Option<bool>,
        sort: Option<&'static str>,
        cursor: Option<&'a str>,
    }
    serde_urlencoded::to_string(Said {
        search: query.search.as_deref(),
        status: query.status.map(contract::projects::ProjectStatus::as_str),
        owner_id: query.owner_id.map(|id| id.to_string()),
        archived: query.archived.then_some(true),
        sort: (query.sort != ProjectSort::default()).then_some(query.sort.as_str()),
        cursor: query.cursor.as_deref(),
    })
    .unwrap_or_default()
}

/// Reads what an address says. What cannot be understood counts as absent.
pub(super) fn read(search: &str) -> ProjectQuery {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Said {
        search: String,
        status: String,
        owner_id: String,
        archived: String,
        sort: String,
        cursor: String,
    }
    // In a browser it may begin with the question mark.
    let search = search.strip_prefix('?').unwrap_or(search);
    let said: Said = serde_urlencoded::from_str(search).unwrap_or_default();
    let searched = said.search.trim().chars();
    ProjectQuery {
        search: Some(searched.take(SEARCH_MAX).collect())
            .filter(|search: &String| !search.is_empty()),
        status: said.status.parse().ok(),
        owner_id: said.owner_id.parse().ok(),
        archived: said.archived == "true",
        sort: said.sort.parse().unwrap_or_default(),
        limit: None,
        cursor: Some(said.cursor).filter(|cursor| !cursor.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "019a0000-0000-7000-8000-0000000000e1";

    #[test]
    fn address_and_query_are_the_same_thing() {
        let text = format!(
            "search=diff+e&status=active&owner_id={ID}&archived=true&sort=-name&cursor=abc"
        );
        let query = read(&text);
        assert_eq!(
            list("engines", &query),
            format!("/t/engines/projects?{text}")
        );
        assert_eq!(read(&format!("?{text}")), query);
        assert_eq!(
            list("engines", &ProjectQuery::default()),
            "/t/engines/projects"
        );
    }

    #[test]
    fn what_cannot_be_understood_is_absent() {
        let read = read("search=++&status=late&owner_id=ada&archived=1&sort=owner&cursor=&limit=9");
        assert_eq!(read, ProjectQuery::default());
    }

    #[test]
    fn a_path_names_a_project_or_none() {
        let id: ProjectId = ID.parse().unwrap();
        let path = detail("engines", id);
        assert_eq!(project_of(&path), Some(id));
        assert_eq!(project_of(&format!("{path}?a=b")), Some(id));
        for other in [
            "/t/engines",
            "/t/engines/projects/x",
            "/projects",
            "/t/a/members",
        ] {
            assert_eq!(project_of(other), None, "{other}");
        }
    }
}
