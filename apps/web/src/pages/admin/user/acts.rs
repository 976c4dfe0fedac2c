use contract::{
    Permission, UserId,
    admin::{Reason, UserDetail},
    validation,
};
use i18n::Texts;
use leptos::{ev::SubmitEvent, html, prelude::*};
use ui::{
    Button, ButtonKind, ButtonSize, ButtonVariant, Card, CardHeader, CardTitle, Dialog,
    DialogClose, DialogContent, DialogDescription, DialogFooter, DialogTitle, FormField, Input,
    Toasts,
};

use crate::{
    browser,
    client::{Client, Result, use_client},
    contexts::{use_texts, use_user},
    forms::{FormErrors, Values, focus_first_error, use_alive},
    pages::step_up::use_step_up,
    queries::use_queries,
};

/// Where who acts as somebody else begins.
const START: &str = "/dashboard";

/// Something that staff do to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Act {
    Impersonate,
    EndSessions,
    ResetMfa,
    Deactivate,
    Activate,
}

impl Act {
    /// Every one, the gravest last.
    const ALL: [Self; 5] = [
        Self::Impersonate,
        Self::EndSessions,
        Self::ResetMfa,
        Self::Activate,
        Self::Deactivate,
    ];

    const fn permission(self) -> Permission {
        match self {
            Self::Impersonate => Permission::UsersImpersonate,
            Self::EndSessions => Permission::UsersEndSessions,
            Self::ResetMfa => Permission::UsersResetMfa,
            Self::Deactivate | Self::Activate => Permission::UsersDeactivate,
        }
    }

    /// Whether it makes sense for an account.
    fn applies(self, detail: &UserDetail) -> bool {
        let user = &detail.user;
        match self {
            Self::Impersonate => user.is_active && !user.is_superuser,
            Self::EndSessions => detail.sessions > 0,
            Self::ResetMfa => detail.mfa.totp_since.is_some(),
            Self::Deactivate => user.is_active,
            Self::Activate => !user.is_active,
        }
    }

    /// Whether a reason has to be given.
    const fn has_reason(self) -> bool {
        matches!(self, Self::Impersonate | Self::ResetMfa | Self::Deactivate)
    }

    fn name(self, texts: &'static Texts) -> &'static str {
        match self {
            Self::Impersonate => texts.admin_act_impersonate(),
            Self::EndSessions => texts.admin_act_end_sessions(),
            Self::ResetMfa => texts.admin_act_reset_mfa(),
            Self::Deactivate => texts.admin_act_deactivate(),
            Self::Activate => texts.admin_act_activate(),
        }
    }

    fn text(self, texts: &'static Texts) -> &'static str {
        match self {
            Self::Impersonate => texts.admin_act_impersonate_text(),
            Self::EndSessions => texts.admin_act_end_sessions_text(),
            Self::ResetMfa => texts.admin_act_reset_mfa_text(),
            Self::Deactivate => texts.admin_act_deactivate_text(),
            Self::Activate => texts.admin_act_activate_text(),
        }
    }

    fn done(self, texts: &'static Texts) -> &'static str {
        match self {
            Self::Impersonate => "",
            Self::EndSessions => texts.admin_act_end_sessions_done(),
            Self::ResetMfa => texts.admin_act_reset_mfa_done(),
            Self::Deactivate => texts.admin_act_deactivate_done(),
            Self::Activate => texts.admin_act_activate_done(),
        }
    }

    async fn run(self, client: &Client, id: UserId, reason: &Reason) -> Result<()> {
        match self {
            Self::Impersonate => client.impersonate(id, reason).await.map(drop),
            Self::EndSessions => client.end_sessions_of(id).await,
            Self::ResetMfa => client.reset_mfa(id, reason).await,
            Self::Deactivate => client.deactivate_user(id, reason).await,
            Self::Activate => client.activate_user(id).await,
        }
    }
}

/// The question whether it shall be done, and why, and the answer to it.
#[derive(Clone, Copy)]
pub(super) struct Question {
    about: RwSignal<Option<Act>>,
    is_open: RwSignal<bool>,
    form: NodeRef<html::Form>,
    errors: FormErrors,
    act: Action<(Act, Reason), Result<Act>>,
}

impl Question {
    fn ask(self, act: Act) {
        Toasts.clear();
        self.errors.clear();
        self.about.set(Some(act));
        self.is_open.set(true);
    }

    /// What was answered.
    fn reason(self) -> Reason {
        Reason {
            reason: Values::of(self.form).get("reason"),
        }
    }

    fn send(self) {
        let Some(act) = self.about.get_untracked() else {
            return;
        };
        let reason = self.reason();
        if !act.has_reason() || self.errors.accept(self.form, validation::check(&reason)) {
            self.act.dispatch((act, reason));
        }
    }
}

pub(super) fn use_question(id: UserId) -> Question {
    let texts = use_texts();
    let client = use_client();
    let queries = use_queries();
    let step_up = use_step_up();
    let question = Question {
        about: RwSignal::new(None),
        is_open: RwSignal::new(false),
        form: NodeRef::new(),
        errors: FormErrors::new(),
        act: Action::new(move |(act, reason): &(Act, Reason)| {
            let (client, act, reason) = (client.clone(), *act, reason.clone());
            async move {
                let done = act.run(&client, id, &reason).await;
                // Who acts as somebody else may see none of it, and leaves the page.
                if act != Act::Impersonate || done.is_err() {
                    queries.forget_staff();
                }
                done.map(|()| act)
            }
        }),
    };
    let done = question.act.value();
    Effect::new(move || match done.get() {
        None => {}
        // Everything in the document is somebody else's from now on.
        Some(Ok(Act::Impersonate)) => browser::load(START),
        Some(Ok(act)) => {
            question.is_open.set(false);
            Toasts.success(act.done(texts));
        }
        Some(Err(error)) if !error.fields().is_empty() => {
            question.errors.show(error.fields().to_vec());
            focus_first_error(question.form);
        }
        Some(Err(error)) => {
            let again = move || question.send();
            if !step_up.asks(&error, again) {
                question.is_open.set(false);
                Toasts.danger(texts.error(error.code()).unwrap_or_default());
            }
        }
    });
    question
}

/// What can be done to the account.
#[component]
pub(super) fn Acts(detail: UserDetail, question: Question) -> impl IntoView {
    let texts = use_texts();
    let staff = use_user(|user| user.staff);
    let alive = use_alive();
    let acts = Memo::new(move |_| {
        let staff = staff.get();
        Act::ALL
            .into_iter()
            .filter(|act| staff.contains(act.permission()) && act.applies(&detail))
            .collect::<Vec<_>>()
    });
    let row = move |act: Act| {
        let variant = if act == Act::Deactivate {
            ButtonVariant::Danger
        } else {
            ButtonVariant::Outline
        };
        view! {
            <li class="entry">
                <div class="session-text">
                    <p class="session-name">{act.name(texts)}</p>
                    <p class="session-facts">{act.text(texts)}</p>
                </div>
                <Button
                    variant
                    size=ButtonSize::Sm
                    disabled=Signal::derive(move || !alive.get())
                    on:click=move |_| question.ask(act)
                >
                    {act.name(texts)}
                </Button>
            </li>
        }
    };
    view! {
        <Show when=move || acts.with(|acts| !acts.is_empty())>
            <Card>
                <CardHeader>
                    <CardTitle>{texts.admin_actions()}</CardTitle>
                </CardHeader>
                <ul class="session-list">
                    <For each=move || acts.get() key=|act| *act children=row />
                </ul>
            </Card>
        </Show>
    }
}

/// Asks once more, and why.
#[component]
pub(super) fn Confirmation(question: Question) -> impl IntoView {
    let texts = use_texts();
    let Question {
        about,
        is_open,
        form,
        errors,
        act,
    } = question;
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        question.send();
    };
    let title = move || about.get().map(|act| act.name(texts));
    let text = move || about.get().map(|act| act.text(texts));
    let reason = move || {
        let asked = about.get().filter(|act| act.has_reason());
        asked.map(|_| view! { <ReasonField errors /> })
    };
    let is_grave = move || about.get() == Some(Act::Deactivate);
    let button = move || {
        let variant = if is_grave() {
            ButtonVariant::Danger
        } else {
            ButtonVariant::Primary
        };
        view! {
            <Button kind=ButtonKind::Submit form="act-form" variant loading=act.pending()>
                {title}
            </Button>
        }
    };
    view! {
        <Dialog id="act" open=is_open>
            <DialogContent close_label=texts.action_close() described=true>
                <DialogTitle>{title}</DialogTitle>
                <DialogDescription>{text}</DialogDescription>
                <form
                    id="act-form"
                    class="form-stack"
                    method="post"
                    novalidate=true
                    node_ref=form
                    on:submit=submit
                    on:input=move |_| errors.follow(validation::check(&question.reason()))
                >
                    {reason}
                </form>
                <DialogFooter>
                    <DialogClose>{texts.action_cancel()}</DialogClose>
                    {button}
                </DialogFooter>
            </DialogContent>
        </Dialog>
    }
}

#[component]
fn ReasonField(errors: FormErrors) -> impl IntoView {
    let texts = use_texts();
    view! {
        <FormField
            id="act-reason"
            label=texts.admin_reason()
            hint=texts.admin_reason_hint()
            errors=errors.of("reason")
            required=true
        >
            <Input name="reason" autocomplete="off" />
        </FormField>
    }
}
