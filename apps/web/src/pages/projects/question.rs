use contract::{TeamId, projects::Project};
use i18n::Texts;
use leptos::{html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use ui::{
    Button, ButtonVariant, Dialog, DialogClose, DialogContent, DialogDescription, DialogFooter,
    DialogTitle, Toasts,
};

use super::{address, focus};
use crate::{
    client::{Client, Result, use_client},
    contexts::use_texts,
    pages::teams::use_team,
    queries::{Queries, use_queries},
};

/// What somebody wants to do with a project.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    Archive,
    Restore,
    Delete,
}

impl Act {
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

    /// The words of the button that does it.
    pub(super) fn word(self, texts: &'static Texts) -> &'static str {
        match self {
            Self::Archive => texts.projects_archive(),
            Self::Restore => texts.projects_restore(),
            Self::Delete => texts.action_delete(),
        }
    }

    fn done(self, texts: &'static Texts) -> &'static str {
        match self {
            Self::Archive => texts.projects_archived(),
            Self::Restore => texts.projects_restored(),
            Self::Delete => texts.projects_deleted(),
        }
    }
}

type Asked = (Act, Project);

/// The question whether it shall be done.
#[derive(Clone, Copy)]
pub(super) struct Question {
    about: RwSignal<Option<Asked>>,
    is_open: RwSignal<bool>,
    work: Action<Asked, Result<Act>>,
}

impl Question {
    pub(super) fn ask(self, act: Act, project: Project) {
        Toasts.clear();
        self.about.set(Some((act, project)));
        self.is_open.set(true);
    }
}

/// Provides the question to a page, which gets the focus when it was answered.
pub(super) fn use_question(place: NodeRef<html::Div>) -> Question {
    let texts = use_texts();
    let team = use_team();
    let client = use_client();
    let queries = use_queries();
    let navigate = use_navigate();
    let question = Question {
        about: RwSignal::new(None),
        is_open: RwSignal::new(false),
        work: Action::new(move |(act, project): &Asked| {
            let team = team.with_untracked(|team| team.id);
            work(queries, client.clone(), team, *act, project.clone())
        }),
    };
    let answer = question.work.value();
    Effect::new(move || {
        let Some(result) = answer.get() else { return };
        question.is_open.set(false);
        match result {
            Ok(act) => {
                Toasts.success(act.done(texts));
                if act == Act::Delete {
                    let list = team.with_untracked(|team| address::plain(&team.slug));
                    navigate(&list, NavigateOptions::default());
                } else {
                    focus(place);
                }
            }
            Err(error) => {
                Toasts.danger(texts.error(error.code()).unwrap_or_default());
            }
        }
    });
    question
}

async fn work(
    queries: Queries,
    client: Client,
    team: TeamId,
    act: Act,
    project: Project,
) -> Result<Act> {
    let id = project.id;
    match act {
        Act::Archive => {
            let archived = client.archive_project(team, id);
            queries.in_project(archived).await.map(drop)?;
        }
        Act::Restore => {
            let restored = client.restore_project(team, id);
            queries.in_project(restored).await.map(drop)?;
        }
        Act::Delete => {
            let deleted = client.delete_project(team, id);
            queries.remove_from_project(deleted).await?;
        }
    }
    Ok(act)
}

/// Asks once more, in a dialog.
#[component]
pub(super) fn Confirmation(question: Question) -> impl IntoView {
    let texts = use_texts();
    let Question {
        about,
        is_open,
        work,
    } = question;
    let title = move || {
        about.with(|about| {
            let words = about
                .as_ref()
                .map(|(act, project)| act.title(texts, &project.name));
            words.unwrap_or_default()
        })
    };
    let act = Memo::new(move |_| about.with(|about| about.as_ref().map(|(act, _)| *act)));
    let confirm = move |_| {
        if let Some(asked) = about.get_untracked() {
            work.dispatch(asked);
        }
    };
    // Each has a button of its own: one that became another would keep what a click meant.
    let buttons = [Act::Archive, Act::Restore, Act::Delete]
        .map(|own| {
            let variant = if own == Act::Delete {
                ButtonVariant::Danger
            } else {
                ButtonVariant::Primary
            };
            view! {
                <Button
                    variant
                    loading=work.pending()
                    attr:hidden=move || act.get() != Some(own)
                    on:click=confirm
                >
                    {own.word(texts)}
                </Button>
            }
        })
        .collect_view();
    view! {
        <Dialog id="project-question" open=is_open>
            <DialogContent close_label=texts.action_close() described=true>
                <DialogTitle>{title}</DialogTitle>
                <DialogDescription>
                    {move || act.get().map(|act| act.text(texts))}
                </DialogDescription>
                <DialogFooter>
                    <DialogClose>{texts.action_cancel()}</DialogClose>
                    {buttons}
                </DialogFooter>
            </DialogContent>
        </Dialog>
    }
}
