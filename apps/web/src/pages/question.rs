//! Questions that are asked once more before something is done, each of them in its page.

use std::{pin::Pin, sync::Arc};

use leptos::{html, prelude::*};
use ui::{
    Button, ButtonVariant, Dialog, DialogClose, DialogContent, DialogDescription, DialogFooter,
    DialogTitle, Toasts,
};

use crate::{
    client::{Client, Result, use_client},
    contexts::use_texts,
    pages::step_up::use_step_up,
};

type Work = Arc<dyn Fn(Client) -> Pin<Box<dyn Future<Output = Result<()>> + Send>> + Send + Sync>;

/// Something that is asked about once more before it is done.
#[derive(Clone)]
pub(crate) struct Asked {
    title: String,
    text: String,
    action: &'static str,
    variant: ButtonVariant,
    work: Work,
    said: Option<&'static str>,
    then: Option<Callback<()>>,
}

impl Asked {
    /// Asks in words whether something shall be done.
    pub(crate) fn new<F>(
        title: impl Into<String>,
        text: impl Into<String>,
        action: &'static str,
        work: impl Fn(Client) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<()>> + Send + 'static,
    {
        Self {
            title: title.into(),
            text: text.into(),
            action,
            variant: ButtonVariant::Primary,
            work: Arc::new(move |client| Box::pin(work(client))),
            said: None,
            then: None,
        }
    }

    /// It takes something away.
    pub(crate) fn danger(self) -> Self {
        Self {
            variant: ButtonVariant::Danger,
            ..self
        }
    }

    /// What is said when it is done.
    pub(crate) fn said(self, text: &'static str) -> Self {
        Self {
            said: Some(text),
            ..self
        }
    }

    /// What comes after it.
    pub(crate) fn then(self, then: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            then: Some(Callback::new(move |()| then())),
            ..self
        }
    }
}

/// The question of the page, and its answer.
#[derive(Clone, Copy)]
pub(crate) struct Question {
    about: RwSignal<Option<Asked>>,
    is_open: RwSignal<bool>,
    /// Where the page is, if it says so; it takes the focus when the button that asked is gone.
    pub(super) place: NodeRef<html::Div>,
    act: Action<Asked, Result<()>>,
}

impl Question {
    /// Makes a question for who hands it to the parts that ask it.
    pub(super) fn new() -> Self {
        let texts = use_texts();
        let client = use_client();
        let step_up = use_step_up();
        let question = Self {
            about: RwSignal::new(None),
            is_open: RwSignal::new(false),
            place: NodeRef::new(),
            act: Action::new(move |asked: &Asked| (asked.work)(client.clone())),
        };
        let answer = question.act.value();
        Effect::new(move || {
            let Some(result) = answer.get() else { return };
            question.is_open.set(false);
            match result {
                Ok(()) => question.done(),
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

    /// Gets the question of the page around.
    pub(crate) fn of_page() -> Self {
        expect_context()
    }

    /// Asks.
    pub(crate) fn ask(self, about: Asked) {
        Toasts.clear();
        self.about.set(Some(about));
        self.is_open.set(true);
    }

    fn done(self) {
        let Some(about) = self.about.get_untracked() else {
            return;
        };
        if let Some(said) = about.said {
            Toasts.success(said);
        }
        if let Some(then) = about.then {
            then.run(());
        }
        self.focus_place();
    }

    /// Gives the focus to the place: the button that had it may be about to go.
    pub(super) fn focus_place(self) {
        request_animation_frame(move || {
            // Nor is the place there any more if another page was gone to.
            if let Some(place) = self.place.try_get_untracked().flatten() {
                // It fails only for elements that have left the document.
                drop(place.focus());
            }
        });
    }
}

/// Provides the question to the parts of a page.
pub(super) fn use_question() -> Question {
    let question = Question::new();
    provide_context(question);
    question
}

/// Asks once more, in a dialog.
#[component]
pub(super) fn Confirmation(
    /// The dialog's id, unique in the page.
    id: &'static str,
    /// What is asked.
    question: Question,
) -> impl IntoView {
    let texts = use_texts();
    let Question {
        about,
        is_open,
        act,
        ..
    } = question;
    let word = move |part: fn(&Asked) -> String| {
        about.with(|about| about.as_ref().map(part).unwrap_or_default())
    };
    let confirm = move |_| {
        if let Some(about) = about.get_untracked() {
            act.dispatch(about);
        }
    };
    // One of both is shown: a button that became another one would keep what a click meant.
    let answers = [ButtonVariant::Primary, ButtonVariant::Danger]
        .map(|variant| {
            let is_other = move || {
                about.with(|about| about.as_ref().is_none_or(|asked| asked.variant != variant))
            };
            view! {
                <Button
                    variant
                    loading=act.pending()
                    attr:hidden=is_other
                    on:click=confirm
                >
                    {move || word(|asked| asked.action.to_owned())}
                </Button>
            }
        })
        .collect_view();
    view! {
        <Dialog id open=is_open>
            <DialogContent close_label=texts.action_close() described=true>
                <DialogTitle>{move || word(|asked| asked.title.clone())}</DialogTitle>
                <DialogDescription>{move || word(|asked| asked.text.clone())}</DialogDescription>
                <DialogFooter>
                    <DialogClose>{texts.action_cancel()}</DialogClose>
                    {answers}
                </DialogFooter>
            </DialogContent>
        </Dialog>
    }
}
