//! What the pages of projects ask for. In the browser their answers are kept apart from the others,
//! in code that only those pages load.

use contract::{
    Page, ProjectId, TeamId,
    projects::{Project, ProjectGrant},
};
use leptos::prelude::*;

#[cfg(feature = "hydrate")]
use self::browser as place;
#[cfg(feature = "ssr")]
use self::server as place;
use super::{Queries, Query};
use crate::client::Result;

/// The name under which a page of projects comes with the document.
pub fn projects_name(key: &str) -> String {
    format!("projects?{key}")
}

/// The name under which a project comes with the document.
pub fn project_name(key: &str) -> String {
    format!("project?{key}")
}

/// The key of one project: its team and its id.
pub fn project_key(team: TeamId, id: ProjectId) -> String {
    format!("{team}/{id}")
}

#[cfg(any(feature = "hydrate", test))]
fn read_project_key(key: &str) -> Option<(TeamId, ProjectId)> {
    let (team, id) = key.split_once('/')?;
    Some((team.parse().ok()?, id.parse().ok()?))
}

/// Gets a page of projects of a team, by the key of the list.
pub fn use_projects(key: Signal<String>) -> Query<Page<Project>> {
    place::use_projects(key)
}

/// Gets a project, by its key.
pub fn use_project(key: Signal<String>) -> Query<Project> {
    place::use_project(key)
}

/// Gets with whom a project is shared, by its key.
pub fn use_grants(key: Signal<String>) -> Query<Page<ProjectGrant>> {
    place::use_grants(key)
}

impl Queries {
    /// Changes a project, whatever comes of it: what was known of projects is old then.
    pub async fn in_project<T>(self, change: impl Future<Output = Result<T>>) -> Result<T> {
        let changed = change.await;
        self.forget_projects();
        changed
    }

    /// Removes a project, or something of it. What is gone by now is as good as removed.
    pub async fn remove_from_project(self, change: impl Future<Output = Result<()>>) -> Result<()> {
        match self.in_project(change).await {
            Err(error) if error.status() == 404 => Ok(()),
            other => other,
        }
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use contract::{
        Page,
        projects::{Project, ProjectGrant, ProjectQuery},
    };
    use leptos::prelude::*;

    use super::{project_name, projects_name, read_project_key};
    use crate::{
        client::ClientError,
        queries::{
            Queries, Query,
            browser::{Kept, client, use_query},
            teams::read_list_key,
            use_queries,
        },
    };

    /// The answers about projects.
    #[derive(Clone, Copy)]
    pub struct ProjectAnswers {
        pages: Kept<Page<Project>>,
        projects: Kept<Project>,
        grants: Kept<Page<ProjectGrant>>,
    }

    impl ProjectAnswers {
        fn new() -> Self {
            Self {
                pages: Kept::new(),
                projects: Kept::new(),
                grants: Kept::new(),
            }
        }
    }

    impl Queries {
        /// Gets the answers about projects, which live as long as the document from the first page on
        /// that asks for them.
        fn of_projects(self) -> ProjectAnswers {
            if let Some(answers) = self.projects.get_value() {
                return answers;
            }
            let answers = self.root.get_value().with(ProjectAnswers::new);
            self.projects.set_value(Some(answers));
            answers
        }

        /// Makes stale what is known of projects.
        pub fn forget_projects(self) {
            let answers = self.of_projects();
            answers.pages.forget();
            answers.projects.forget();
            answers.grants.forget();
        }
    }

    pub(super) fn use_projects(key: Signal<String>) -> Query<Page<Project>> {
        let kept = use_queries().of_projects().pages;
        use_query(kept, projects_name, key, async |key: String| {
            let read = read_list_key::<ProjectQuery>(&key);
            let (team, query) = read.ok_or(ClientError::Unexpected)?;
            client().projects(team, &query).await
        })
    }

    pub(super) fn use_project(key: Signal<String>) -> Query<Project> {
        let kept = use_queries().of_projects().projects;
        use_query(kept, project_name, key, async |key: String| {
            let (team, id) = read_project_key(&key).ok_or(ClientError::Unexpected)?;
            client().project(team, id).await
        })
    }

    pub(super) fn use_grants(key: Signal<String>) -> Query<Page<ProjectGrant>> {
        let kept = use_queries().of_projects().grants;
        // They are asked for when their dialog opens; none come with the document.
        let name = |key: &str| format!("grants?{key}");
        use_query(kept, name, key, async |key: String| {
            let (team, id) = read_project_key(&key).ok_or(ClientError::Unexpected)?;
            client().project_grants(team, id).await
        })
    }
}

#[cfg(feature = "hydrate")]
pub(super) use browser::ProjectAnswers;

#[cfg(feature = "ssr")]
mod server {
    use contract::{
        Page,
        projects::{Project, ProjectGrant},
    };
    use leptos::prelude::*;

    use super::{project_name, projects_name};
    use crate::queries::{Queries, Query, server::use_query};

    impl Queries {
        /// Makes stale what is known of projects.
        pub fn forget_projects(self) {}
    }

    pub(super) fn use_projects(key: Signal<String>) -> Query<Page<Project>> {
        let key = key.get_untracked();
        let name = projects_name(&key);
        use_query(key, &name)
    }

    pub(super) fn use_project(key: Signal<String>) -> Query<Project> {
        let key = key.get_untracked();
        let name = project_name(&key);
        use_query(key, &name)
    }

    pub(super) fn use_grants(key: Signal<String>) -> Query<Page<ProjectGrant>> {
        let key = key.get_untracked();
        let name = format!("grants?{key}");
        use_query(key, &name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_a_project_is_read_as_it_is_written() {
        let team: TeamId = "019a0000-0000-7000-8000-0000000000c1".parse().unwrap();
        let id: ProjectId = "019a0000-0000-7000-8000-0000000000e1".parse().unwrap();
        assert_eq!(read_project_key(&project_key(team, id)), Some((team, id)));
        assert_eq!(read_project_key("c1/e1"), None);
    }
}
