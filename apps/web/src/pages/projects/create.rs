use contract::{
    projects::{Project, ProjectCreate, ProjectOwner},
    validation,
};
use leptos::{ev::SubmitEvent, html, prelude::*};
use leptos_router::hooks::use_navigate;
use ui::{
    Button, ButtonKind, Dialog, DialogClose, DialogContent, DialogFooter, DialogTitle, Toasts,
};

use super::{
    address,
    fields::{self, Fields, Start},
};
use crate::{
    client::{ClientError, Result, use_client},
    contexts::{use_auth, use_texts},
    forms::{FormErrors, Refused, Values, refuse},
    pages::teams::use_team,
    queries::use_queries,
};

/// Asks what a new project shall be, and goes to it.
#[component]
pub(super) fn CreateDialog(open: RwSignal<bool>) -> impl IntoView {
    let texts = use_texts();
    let form = NodeRef::<html::Form>::new();
    let errors = FormErrors::new();
    let refusal = RwSignal::new(None);
    let create = use_create(open, form, errors, refusal);
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        refusal.set(None);
        let input = read(form);
        if errors.accept(form, validation::check(&input)) {
            create.dispatch(input);
        }
    };
    let auth = use_auth();
    // Made anew each time it opens, so that nothing of an earlier project is left in it.
    let fields = move || {
        open.get().then(|| {
            errors.clear();
            refusal.set(None);
            let start = Start {
                owner: auth.with_untracked(|user| {
                    user.as_ref().map(|user| ProjectOwner {
                        user_id: user.id,
                        first_name: user.first_name.clone(),
                        last_name: user.last_name.clone(),
                    })
                }),
                ..Start::default()
            };
            view! { <Fields id="new-project" start errors /> }
        })
    };
    view! {
        <Dialog id="create-project" open>
            <DialogContent close_label=texts.action_close()>
                <DialogTitle>{texts.projects_create()}</DialogTitle>
                <Refused refusal />
                <form
                    id="create-project-form"
                    class="form-stack"
                    method="post"
                    novalidate=true
                    node_ref=form
                    on:submit=submit
                    on:input=move |_| errors.follow(validation::check(&read(form)))
                >
                    {fields}
                </form>
                <DialogFooter>
                    <DialogClose>{texts.action_cancel()}</DialogClose>
                    <Button
                        kind=ButtonKind::Submit
                        form="create-project-form"
                        loading=create.pending()
                    >
                        {texts.projects_create_action()}
                    </Button>
                </DialogFooter>
            </DialogContent>
        </Dialog>
    }
}

fn use_create(
    open: RwSignal<bool>,
    form: NodeRef<html::Form>,
    errors: FormErrors,
    refusal: RwSignal<Option<ClientError>>,
) -> Action<ProjectCreate, Result<Project>> {
    let texts = use_texts();
    let team = use_team();
    let client = use_client();
    let queries = use_queries();
    let navigate = use_navigate();
    let create = Action::new(move |input: &ProjectCreate| {
        let (client, input) = (client.clone(), input.clone());
        let team = team.with_untracked(|team| team.id);
        async move {
            let created = client.create_project(team, &input);
            queries.in_team(created).await
        }
    });
    let made = create.value();
    Effect::new(move || match made.get() {
        None => {}
        Some(Ok(project)) => {
            open.set(false);
            Toasts.success(texts.projects_created());
            let page = team.with_untracked(|team| address::detail(&team.slug, project.id));
            navigate(&page, leptos_router::NavigateOptions::default());
        }
        Some(Err(error)) => refuse(error, form, errors, refusal),
    });
    create
}

fn read(form: NodeRef<html::Form>) -> ProjectCreate {
    let said = fields::read(&Values::of(form));
    ProjectCreate {
        name: said.name,
        description: said.description,
        status: said.status,
        owner_id: said.owner,
    }
}
