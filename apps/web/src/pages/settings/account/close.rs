use leptos::prelude::*;
use ui::{
    Button, ButtonVariant, Card, CardDescription, CardFooter, CardHeader, CardTitle, Dialog,
    DialogClose, DialogContent, DialogDescription, DialogFooter, DialogTitle, FormField, Input,
    Toasts,
};

use crate::{
    browser,
    client::{Result, use_client},
    contexts::{use_texts, use_user},
    forms::use_alive,
    pages::step_up::use_step_up,
};

/// Where who has closed the account is left.
const AFTERWARDS: &str = "/";

type Close = Action<(), Result<()>>;

/// Deactivates the account.
#[component]
pub(super) fn Deactivate() -> impl IntoView {
    let texts = use_texts();
    let client = use_client();
    let open = RwSignal::new(false);
    let close = Action::new(move |(): &()| {
        let client = client.clone();
        async move { client.deactivate().await }
    });
    leave_when_closed(close, open);
    view! {
        <CloseCard
            title=texts.account_deactivate()
            text=texts.account_deactivate_text()
            action=texts.account_deactivate_action()
            open
        />
        <Dialog id="deactivate" open>
            <DialogContent close_label=texts.action_close() described=true>
                <DialogTitle>{texts.account_deactivate_title()}</DialogTitle>
                <DialogDescription>{texts.account_deactivate_text()}</DialogDescription>
                <DialogFooter>
                    <DialogClose>{texts.action_cancel()}</DialogClose>
                    <Button
                        variant=ButtonVariant::Danger
                        loading=close.pending()
                        on:click=move |_| {
                            close.dispatch(());
                        }
                    >
                        {texts.account_deactivate_action()}
                    </Button>
                </DialogFooter>
            </DialogContent>
        </Dialog>
    }
}

/// Deletes the account, once its address was typed.
#[component]
pub(super) fn Delete() -> impl IntoView {
    let texts = use_texts();
    let client = use_client();
    let email = use_user(|user| user.email.clone());
    let typed = RwSignal::new(String::new());
    let is_wrong = RwSignal::new(false);
    let open = RwSignal::new(false);
    let close = Action::new(move |(): &()| {
        let client = client.clone();
        async move { client.delete_me().await.map(drop) }
    });
    leave_when_closed(close, open);
    let is_right = move || typed.with(|typed| email.with(|email| typed.trim() == email));
    let errors = Signal::derive(move || {
        let is_shown = is_wrong.get() && !is_right();
        is_shown
            .then(|| texts.account_delete_mismatch().to_owned())
            .into_iter()
            .collect()
    });
    let confirm = move |_| {
        let is_right = untrack(is_right);
        is_wrong.set(!is_right);
        if is_right {
            close.dispatch(());
        }
    };
    view! {
        <CloseCard
            title=texts.account_delete()
            text=texts.account_delete_text()
            action=texts.account_delete_action()
            open
        />
        <Dialog id="delete" open>
            <DialogContent close_label=texts.action_close() described=true>
                <DialogTitle>{texts.account_delete_title()}</DialogTitle>
                <DialogDescription>{texts.account_delete_text()}</DialogDescription>
                <FormField
                    id="delete-email"
                    label=texts.account_delete_confirm(&email.get_untracked())
                    errors
                >
                    <Input name="confirmation" kind="email" autocomplete="off" bind=typed />
                </FormField>
                <DialogFooter>
                    <DialogClose>{texts.action_cancel()}</DialogClose>
                    <Button
                        variant=ButtonVariant::Danger
                        loading=close.pending()
                        on:click=confirm
                    >
                        {texts.account_delete_action()}
                    </Button>
                </DialogFooter>
            </DialogContent>
        </Dialog>
    }
}

/// Says what closing the account means, and opens the question whether it shall be.
#[component]
fn CloseCard(
    title: &'static str,
    text: &'static str,
    action: &'static str,
    open: RwSignal<bool>,
) -> impl IntoView {
    let alive = use_alive();
    view! {
        <Card>
            <CardHeader>
                <CardTitle>{title}</CardTitle>
                <CardDescription>{text}</CardDescription>
            </CardHeader>
            <CardFooter>
                <Button
                    variant=ButtonVariant::Danger
                    disabled=Signal::derive(move || !alive.get())
                    on:click=move |_| {
                        Toasts.clear();
                        open.set(true);
                    }
                >
                    {action}
                </Button>
            </CardFooter>
        </Card>
    }
}

/// Leaves the app once the account is closed, or says why it is not.
fn leave_when_closed(close: Close, open: RwSignal<bool>) {
    let texts = use_texts();
    let step_up = use_step_up();
    let closed = close.value();
    Effect::new(move || match closed.get() {
        None => {}
        Some(Ok(())) => browser::load(AFTERWARDS),
        Some(Err(error)) => {
            open.set(false);
            let again = move || {
                close.dispatch(());
            };
            step_up.refused(texts, &error, again);
        }
    });
}
