use contract::{ProjectId, TeamId, path, projects::Project};
use i18n::Texts;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::address;
use crate::{
    client::{Client, Result},
    contexts::use_texts,
    pages::{
        question::{Asked, Question},
        teams::use_team,
    },
    queries::{Queries, use_queries},
};

/// What is asked about once more before it is done with a project.
#[derive(Clone, Copy)]
pub(super) enum Act {
    Archive,
    Restore,
    Delete,
}

impl Act {
    /// The words of the button that does it.
    pub(super) fn word(self, texts: &'static Texts) -> &'static str {
        match self {
            Self::Archive => texts.projects_archive(),
            Self::Restore => texts.projects_restore(),
            Self::Delete => texts.action_delete(),
        }
    }

    fn title(self, texts: &Texts, name: &str) -> String {
        match self {
            Self::Archive => texts.projects_archive_title(name),
            Self::Restore => texts.projects_restore_title(name),
            Self::Delete => texts.projects_delete_title(name),
        }
    }

    fn text(self, texts: &'static Texts) -> &'static str {
        match self {
            Self::Archive => texts.projects_archive_text(),
            Self::Restore => texts.projects_restore_text(),
            Self::Delete => texts.projects_delete_text(),
        }
    }

    fn done(self, texts: &'static Texts) -> &'static str {
        match self {
            Self::Archive => texts.projects_archived(),
            Self::Restore => texts.projects_restored(),
            Self::Delete => texts.projects_deleted(),
        }
    }

    async fn run(
        self,
        queries: Queries,
        client: Client,
        team: TeamId,
        id: ProjectId,
    ) -> Result<()> {
        match self {
            Self::Archive => {
                let archived = client.archive_project(team, id);
                queries.in_team(archived).await.map(drop)
            }
            Self::Restore => {
                let restored = client.restore_project(team, id);
                queries.in_team(restored).await.map(drop)
            }
            Self::Delete => {
                let deleted = client.delete_project(team, id);
                queries.remove_project(deleted).await
            }
        }
    }
}

/// Gets what asks whether something shall be done with a project, and does it.
pub(super) fn use_acts() -> Callback<(Act, Project)> {
    let texts = use_texts();
    let team = use_team();
    let queries = use_queries();
    let question = Question::of_page();
    let navigate = use_navigate();
    Callback::new(move |(act, project): (Act, Project)| {
        let (team_id, list) = team.with_untracked(|team| (team.id, address::plain(&team.slug)));
        let id = project.id;
        let asked = Asked::new(
            act.title(texts, &project.name),
            act.text(texts),
            act.word(texts),
            move |client| act.run(queries, client, team_id, id),
        )
        .said(act.done(texts));
        question.ask(match act {
            Act::Archive | Act::Restore => asked,
            Act::Delete => {
                let navigate = navigate.clone();
                asked.danger().then(move || {
                    // There is nothing to come back to.
                    let options = NavigateOptions {
                        replace: true,
                        ..NavigateOptions::default()
                    };
                    navigate(&list, options);
                    request_animation_frame(move || queries.forget(path::TEAMS));
                })
            }
        });
    })
}
