use contract::{
    TeamId,
    problem::code,
    projects::{Project, ProjectUpdate},
    validation,
};
use leptos::{ev::SubmitEvent, html, prelude::*};
use ui::{
    Alert, AlertVariant, Button, ButtonKind, ButtonSize, ButtonVariant, Dialog, DialogClose,
    DialogContent, DialogFooter, DialogTitle, Toasts,
};

use super::{
    fields::{self, Fields, Start},
    focus,
};
use crate::{
    client::{Client, ClientError, Result, ask, use_client},
    contexts::use_texts,
    forms::{FormErrors, Refused, Values, focus_first_error, refuse},
    pages::teams::use_team,
    queries::{Queries, use_queries},
};

/// The parts of the form that outlive its view.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    is_open: RwSignal<bool>,
    /// The project as the form shows it: a save upon another version is refused.
    base: RwSignal<Option<Project>>,
    /// How often it was shown: what was typed and given up does not come back.
    turn: RwSignal<u32>,
    is_outdated: RwSignal<bool>,
    refusal: RwSignal<Option<ClientError>>,
    form: NodeRef<html::Form>,
    errors: FormErrors,
    save: Action<(Project, ProjectUpdate), Result<Project>>,
    /// Gets the project as it is now.
    renew: Action<Project, Result<Project>>,
}

impl Editing {
    /// Opens the form.
    pub(super) fn begin(self, project: Project) {
        Toasts.clear();
        self.show(project);
        self.is_open.set(true);
    }

    fn show(self, project: Project) {
        self.errors.clear();
        self.refusal.set(None);
        self.is_outdated.set(false);
        self.turn.update(|turn| *turn += 1);
        self.base.set(Some(project));
    }

    fn refuse(self, error: ClientError) {
        if error.code() == code::PRECONDITION_FAILED {
            self.is_outdated.set(true);
        } else {
            refuse(error, self.form, self.errors, self.refusal);
        }
    }
}

/// Provides the form to a page, which gets the focus when something was saved.
pub(super) fn use_editing(place: NodeRef<html::Div>) -> Editing {
    let team = use_team();
    let client = use_client();
    let queries = use_queries();
    let id = move || team.with_untracked(|team| team.id);
    let reader = client.clone();
    let editing = Editing {
        is_open: RwSignal::new(false),
        base: RwSignal::new(None),
        turn: RwSignal::new(0),
        is_outdated: RwSignal::new(false),
        refusal: RwSignal::new(None),
        form: NodeRef::new(),
        errors: FormErrors::new(),
        save: Action::new(move |(base, input): &(Project, ProjectUpdate)| {
            save(queries, client.clone(), id(), base.clone(), input.clone())
        }),
        renew: Action::new(move |base: &Project| {
            let (client, team, id) = (reader.clone(), id(), base.id);
            async move { queries.in_team(client.get(ask::project(team, id))).await }
        }),
    };
    follow(editing, place);
    editing
}

async fn save(
    queries: Queries,
    client: Client,
    team: TeamId,
    base: Project,
    input: ProjectUpdate,
) -> Result<Project> {
    let saved = client.update_project(team, base.id, &input, base.version);
    queries.in_team(saved).await
}

/// Says how a save has ended.
fn follow(editing: Editing, place: NodeRef<html::Div>) {
    let texts = use_texts();
    let saved = editing.save.value();
    Effect::new(move || match saved.get() {
        None => {}
        Some(Ok(_)) => {
            editing.is_open.set(false);
            Toasts.success(texts.state_saved());
            focus(place);
        }
        Some(Err(error)) => editing.refuse(error),
    });
    let renewed = editing.renew.value();
    Effect::new(move || match renewed.get() {
        None => {}
        Some(Ok(project)) => editing.show(project),
        Some(Err(error)) => editing.refusal.set(Some(error)),
    });
}

/// Asks what shall be changed.
#[component]
pub(super) fn EditDialog(editing: Editing) -> impl IntoView {
    let texts = use_texts();
    let Editing { form, errors, .. } = editing;
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        editing.refusal.set(None);
        let input = read(form);
        match (validation::check(&input), editing.base.get_untracked()) {
            (Ok(()), Some(base)) => {
                editing.save.dispatch((base, input));
            }
            (Ok(()), None) => {}
            (Err(refused), _) => {
                errors.show(refused);
                focus_first_error(form);
            }
        }
    };
    let fields = move |project: Project| {
        let start = Start {
            name: project.name,
            description: project.description,
            status: project.status,
            owner: project.owner,
        };
        view! { <Fields id="project" start errors /> }
    };
    view! {
        <Dialog id="edit-project" open=editing.is_open>
            <DialogContent close_label=texts.action_close()>
                <DialogTitle>{texts.projects_edit_title()}</DialogTitle>
                <Outdated editing />
                <Refused refusal=editing.refusal />
                <form
                    id="edit-project-form"
                    class="form-stack"
                    method="post"
                    novalidate=true
                    node_ref=form
                    on:submit=submit
                    on:input=move |_| errors.follow(validation::check(&read(form)))
                >
                    // Fields that were typed in take no other value: each showing has its own.
                    <For
                        each=move || editing.base.get()
                        key=move |_| editing.turn.get_untracked()
                        children=fields
                    />
                </form>
                <DialogFooter>
                    <DialogClose>{texts.action_cancel()}</DialogClose>
                    <Button
                        kind=ButtonKind::Submit
                        form="edit-project-form"
                        loading=editing.save.pending()
                    >
                        {texts.action_save()}
                    </Button>
                </DialogFooter>
            </DialogContent>
        </Dialog>
    }
}

/// Says that somebody else was faster, and offers to show what is there now.
#[component]
fn Outdated(editing: Editing) -> impl IntoView {
    let texts = use_texts();
    let renew = move |_| {
        if let Some(base) = editing.base.get_untracked() {
            editing.renew.dispatch(base);
        }
    };
    move || {
        editing.is_outdated.get().then(|| {
            view! {
                <Alert variant=AlertVariant::Warning title=texts.projects_conflict_title()>
                    <p>{texts.projects_conflict_text()}</p>
                    <Button
                        variant=ButtonVariant::Outline
                        size=ButtonSize::Sm
                        class="alert-action"
                        loading=editing.renew.pending()
                        on:click=renew
                    >
                        {texts.projects_conflict_action()}
                    </Button>
                </Alert>
            }
        })
    }
}

fn read(form: NodeRef<html::Form>) -> ProjectUpdate {
    let said = fields::read(&Values::of(form));
    ProjectUpdate {
        name: Some(said.name),
        description: Some(said.description),
        status: Some(said.status),
        owner_id: said.owner,
    }
}
