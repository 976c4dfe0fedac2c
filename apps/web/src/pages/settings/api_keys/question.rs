use contract::{ApiKeyId, api_keys::NewApiKey};
use leptos::{html, prelude::*};
use ui::{
    Button, ButtonVariant, Dialog, DialogClose, DialogContent, DialogDescription, DialogFooter,
    DialogTitle, Toasts,
};

use super::secret::Secret;
use crate::{
    client::{Result, use_client},
    contexts::use_texts,
    pages::step_up::use_step_up,
    queries::use_queries,
};

/// What somebody wants to do with a key.
#[derive(Clone)]
pub(super) enum Asked {
    Rotate { id: ApiKeyId, name: String },
    Revoke { id: ApiKeyId, name: String },
}

impl Asked {
    pub(super) fn rotate(id: ApiKeyId, name: String) -> Self {
        Self::Rotate { id, name }
    }

    pub(super) fn revoke(id: ApiKeyId, name: String) -> Self {
        Self::Revoke { id, name }
    }
}

/// The question whether it shall be done, and the answer to it: a new key, if there is one.
#[derive(Clone, Copy)]
pub(super) struct Question {
    about: RwSignal<Option<Asked>>,
    is_open: RwSignal<bool>,
    /// Where the keys are, which takes the focus when the button that asked is gone.
    pub(super) place: NodeRef<html::Div>,
    act: Action<Asked, Result<Option<NewApiKey>>>,
}

impl Question {
    pub(super) fn ask(self, about: Asked) {
        Toasts.clear();
        self.about.set(Some(about));
        self.is_open.set(true);
    }
}

pub(super) fn use_question(secret: Secret) -> Question {
    let texts = use_texts();
    let client = use_client();
    let queries = use_queries();
    let step_up = use_step_up();
    let question = Question {
        about: RwSignal::new(None),
        is_open: RwSignal::new(false),
        place: NodeRef::new(),
        act: Action::new(move |asked: &Asked| {
            let (client, asked) = (client.clone(), asked.clone());
            async move {
                match asked {
                    Asked::Rotate { id, .. } => queries.rotate_api_key(&client, id).await.map(Some),
                    Asked::Revoke { id, .. } => {
                        queries.revoke_api_key(&client, id).await.map(|()| None)
                    }
                }
            }
        }),
    };
    let done = question.act.value();
    Effect::new(move || {
        let Some(result) = done.get() else { return };
        question.is_open.set(false);
        match result {
            Ok(Some(made)) => secret.show(made.key),
            Ok(None) => {
                Toasts.success(texts.api_keys_revoked());
                // The button that asked is about to go, and the focus with it.
                request_animation_frame(move || {
                    if let Some(place) = question.place.get_untracked() {
                        // It fails only for elements that have left the document.
                        drop(place.focus());
                    }
                });
            }
            Err(error) => {
                let again = move || {
                    if let Some(about) = question.about.get_untracked() {
                        question.act.dispatch(about);
                    }
                };
                step_up.refused(texts, &error, again);
            }
        }
    });
    question
}

/// Asks once more, before something stops to work.
#[component]
pub(super) fn Confirmation(question: Question) -> impl IntoView {
    let texts = use_texts();
    let Question {
        about,
        is_open,
        act,
        ..
    } = question;
    let title = move || {
        about.with(|about| match about {
            Some(Asked::Rotate { name, .. }) => texts.api_keys_rotate_title(name),
            Some(Asked::Revoke { name, .. }) => texts.api_keys_revoke_title(name),
            None => String::new(),
        })
    };
    let is_rotation = move || about.with(|about| matches!(about, Some(Asked::Rotate { .. })));
    let text = move || {
        if is_rotation() {
            texts.api_keys_rotate_text()
        } else {
            texts.api_keys_revoke_text()
        }
    };
    let action = move || {
        if is_rotation() {
            texts.api_keys_rotate()
        } else {
            texts.api_keys_revoke()
        }
    };
    let confirm = move |_| {
        if let Some(about) = about.get_untracked() {
            act.dispatch(about);
        }
    };
    view! {
        <Dialog id="change-key" open=is_open>
            <DialogContent close_label=texts.action_close() described=true>
                <DialogTitle>{title}</DialogTitle>
                <DialogDescription>{text}</DialogDescription>
                <DialogFooter>
                    <DialogClose>{texts.action_cancel()}</DialogClose>
                    <Button
                        variant=ButtonVariant::Danger
                        loading=act.pending()
                        on:click=confirm
                    >
                        {action}
                    </Button>
                </DialogFooter>
            </DialogContent>
        </Dialog>
    }
}
