use contract::{
    AnnouncementId,
    announcements::{AnnouncementCreate, AnnouncementUpdate, ManagedAnnouncement},
    validation,
};
use leptos::{ev::SubmitEvent, html, prelude::*};
use ui::{
    Button, ButtonKind, Dialog, DialogClose, DialogContent, DialogFooter, DialogTitle, Toasts,
};

use super::fields::{Fields, read};
use crate::{
    client::{Result, use_client},
    contexts::use_texts,
    forms::{FormErrors, focus_first_error},
    queries::use_queries,
};

/// What the dialog is about.
#[derive(Clone, Copy)]
pub(super) struct Editor {
    open: RwSignal<bool>,
    /// The announcement that is changed; a new one if there is none.
    edited: RwSignal<Option<ManagedAnnouncement>>,
}

impl Editor {
    pub(super) fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            edited: RwSignal::new(None),
        }
    }

    pub(super) fn show(self, edited: Option<ManagedAnnouncement>) {
        Toasts.clear();
        self.edited.set(edited);
        self.open.set(true);
    }
}

/// Asks what an announcement shall say.
#[component]
pub(super) fn EditDialog(editor: Editor) -> impl IntoView {
    let texts = use_texts();
    let title = move || {
        if editor.edited.with(Option::is_some) {
            texts.announcements_edit()
        } else {
            texts.announcements_create()
        }
    };
    view! {
        <Dialog id="announcement" open=editor.open>
            <DialogContent close_label=texts.action_close()>
                <DialogTitle>{title}</DialogTitle>
                // A form of its own for each, so that none begins with what another one ended with.
                {move || {
                    editor
                        .open
                        .get()
                        .then(|| {
                            let edited = editor.edited.get_untracked();
                            view! { <EditForm editor edited /> }
                        })
                }}
            </DialogContent>
        </Dialog>
    }
}

/// The form, which ends with its dialog.
#[component]
fn EditForm(editor: Editor, edited: Option<ManagedAnnouncement>) -> impl IntoView {
    let texts = use_texts();
    let form = NodeRef::<html::Form>::new();
    let errors = FormErrors::new();
    let is_new = edited.is_none();
    let known = edited.as_ref().map(|it| (it.id, it.version));
    let save = use_save(editor, known, form, errors);
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        Toasts.clear();
        let input = read(form);
        if errors.accept(form, validation::check(&input)) {
            save.dispatch(input);
        }
    };
    view! {
        <form
            id="announcement-form"
            class="form-stack"
            method="post"
            novalidate=true
            node_ref=form
            on:submit=submit
            on:input=move |_| errors.follow(validation::check(&read(form)))
        >
            <Fields edited errors />
        </form>
        <DialogFooter>
            <DialogClose>{texts.action_cancel()}</DialogClose>
            <Button kind=ButtonKind::Submit form="announcement-form" loading=save.pending()>
                {if is_new { texts.announcements_publish() } else { texts.action_save() }}
            </Button>
        </DialogFooter>
    }
}

type Save = Action<AnnouncementCreate, Result<ManagedAnnouncement>>;

/// Publishes a new announcement, or changes the one whose id and version are known.
fn use_save(
    editor: Editor,
    known: Option<(AnnouncementId, i64)>,
    form: NodeRef<html::Form>,
    errors: FormErrors,
) -> Save {
    let texts = use_texts();
    let client = use_client();
    let queries = use_queries();
    let done = if known.is_none() {
        texts.announcements_published()
    } else {
        texts.announcements_saved()
    };
    let save = Action::new(move |input: &AnnouncementCreate| {
        let (client, input) = (client.clone(), input.clone());
        async move {
            let Some((id, version)) = known else {
                return queries.create_announcement(&client, &input).await;
            };
            let update = AnnouncementUpdate {
                level: Some(input.level),
                texts: Some(input.texts),
                ..AnnouncementUpdate::default()
            };
            queries
                .update_announcement(&client, id, &update, version)
                .await
        }
    });
    let saved = save.value();
    Effect::new(move || match saved.get() {
        None => {}
        Some(Ok(_)) => {
            editor.open.set(false);
            Toasts.success(done);
        }
        Some(Err(error)) if !error.fields().is_empty() => {
            errors.show(error.fields().to_vec());
            focus_first_error(form);
        }
        Some(Err(error)) => {
            editor.open.set(false);
            Toasts.danger(texts.error(error.code()).unwrap_or_default());
        }
    });
    save
}
