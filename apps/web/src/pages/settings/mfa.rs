//! The second factor: setting up an authenticator app, recovery codes, trusted browsers.

use contract::{
    mfa::{MfaStatus, RecoveryCodes, TotpConfirm, TotpSetup},
    problem::code,
    validation,
};
use leptos::{ev::SubmitEvent, html, prelude::*};
use ui::{
    Badge, BadgeVariant, Button, ButtonKind, ButtonVariant, Card, CardContent, CardDescription,
    CardFooter, CardHeader, CardTitle, CopyButton, Dialog, DialogClose, DialogContent,
    DialogDescription, DialogFooter, DialogTitle, FormField, Icon, Input, Skeleton, Toasts, icons,
};

use crate::{
    client::{Result, ask, use_client},
    contexts::{use_calendar, use_texts},
    forms::{FormErrors, Values, focus_first_error, use_alive},
    pages::{problem::Refusal, step_up::use_step_up},
    queries::{use_queries, use_query},
};

/// What is going on with the second factor.
#[derive(Clone, Copy)]
struct Progress {
    /// The secret that is being set up.
    setup: RwSignal<Option<TotpSetup>>,
    is_setting_up: RwSignal<bool>,
    /// The codes that are shown this once.
    codes: RwSignal<Option<RecoveryCodes>>,
    is_showing_codes: RwSignal<bool>,
    is_removing: RwSignal<bool>,
    alive: RwSignal<bool>,
}

impl Progress {
    fn new() -> Self {
        Self {
            setup: RwSignal::new(None),
            is_setting_up: RwSignal::new(false),
            codes: RwSignal::new(None),
            is_showing_codes: RwSignal::new(false),
            is_removing: RwSignal::new(false),
            alive: use_alive(),
        }
    }

    fn show_codes(self, codes: RecoveryCodes) {
        self.codes.set(Some(codes));
        self.is_setting_up.set(false);
        self.is_showing_codes.set(true);
    }
}

/// The card of the second factor.
#[component]
pub(super) fn Mfa() -> impl IntoView {
    let texts = use_texts();
    let mfa = use_query(ask::mfa);
    let progress = Progress::new();
    let body = move || match mfa.latest.get() {
        None => view! {
            <CardContent>
                <Skeleton lines=2 />
            </CardContent>
        }
        .into_any(),
        Some((_, Ok(status))) if status.totp_since.is_some() => {
            view! { <On status progress /> }.into_any()
        }
        Some((_, Ok(_))) => view! { <Off progress /> }.into_any(),
        Some((_, Err(error))) => view! {
            <CardContent>
                <Refusal error retry=mfa.retry />
            </CardContent>
        }
        .into_any(),
    };
    view! {
        <Card>
            <CardHeader>
                <CardTitle>{texts.settings_mfa()}</CardTitle>
                <CardDescription>{texts.settings_mfa_text()}</CardDescription>
            </CardHeader>
            {body}
        </Card>
        <SetUpDialog progress />
        <CodesDialog progress />
        <RemoveDialog progress />
    }
}

#[component]
fn Off(progress: Progress) -> impl IntoView {
    let texts = use_texts();
    let client = use_client();
    let step_up = use_step_up();
    let set_up = Action::new(move |(): &()| {
        let client = client.clone();
        async move { client.set_up_totp().await }
    });
    let begun = set_up.value();
    Effect::new(move || match begun.get() {
        None => {}
        Some(Ok(setup)) => {
            progress.setup.set(Some(setup));
            progress.is_setting_up.set(true);
        }
        Some(Err(error)) => step_up.refused(texts, &error, move || {
            set_up.dispatch(());
        }),
    });
    view! {
        <CardFooter>
            <Button
                disabled=Signal::derive(move || !progress.alive.get())
                loading=set_up.pending()
                on:click=move |_| {
                    Toasts.clear();
                    set_up.dispatch(());
                }
            >
                {texts.settings_mfa_set_up()}
            </Button>
        </CardFooter>
    }
}

#[component]
fn On(status: MfaStatus, progress: Progress) -> impl IntoView {
    let texts = use_texts();
    let calendar = use_calendar();
    let MfaStatus {
        totp_since,
        recovery_codes,
    } = status;
    let since = totp_since.map(|since| texts.settings_mfa_since(&calendar.date(since)));
    let left = i64::try_from(recovery_codes).unwrap_or(i64::MAX);
    let disabled = Signal::derive(move || !progress.alive.get());
    let renew = use_renewal(progress);
    view! {
        <CardContent class="mfa-facts">
            <p class="mfa-fact">
                <Icon icon=icons::SMARTPHONE />
                <span>{texts.settings_mfa_app()}</span>
                <Badge variant=BadgeVariant::Success dot=true>
                    {texts.settings_mfa_on()}
                </Badge>
                <span class="mfa-note">{since}</span>
            </p>
            <p class="mfa-fact">
                <Icon icon=icons::KEY />
                <span>{texts.settings_mfa_codes()}</span>
                <span class="mfa-note">{texts.settings_mfa_codes_left(left)}</span>
            </p>
        </CardContent>
        <CardFooter>
            <Button
                variant=ButtonVariant::Outline
                disabled
                loading=renew.pending()
                on:click=move |_| {
                    Toasts.clear();
                    renew.dispatch(());
                }
            >
                {texts.settings_mfa_renew()}
            </Button>
            <Button
                variant=ButtonVariant::Outline
                disabled
                on:click=move |_| {
                    Toasts.clear();
                    progress.is_removing.set(true);
                }
            >
                {texts.settings_mfa_remove()}
            </Button>
        </CardFooter>
    }
}

fn use_renewal(progress: Progress) -> Action<(), Result<RecoveryCodes>> {
    let texts = use_texts();
    let client = use_client();
    let queries = use_queries();
    let step_up = use_step_up();
    let renew = Action::new(move |(): &()| {
        let client = client.clone();
        async move { queries.renew_recovery_codes(&client).await }
    });
    let renewed = renew.value();
    Effect::new(move || match renewed.get() {
        None => {}
        Some(Ok(codes)) => progress.show_codes(codes),
        Some(Err(error)) => step_up.refused(texts, &error, move || {
            renew.dispatch(());
        }),
    });
    renew
}

/// Shows the secret, and asks for a code of the app.
#[component]
fn SetUpDialog(progress: Progress) -> impl IntoView {
    let texts = use_texts();
    let content = move || {
        let setup = progress.setup.get();
        setup.map(|setup| view! { <SetUp setup progress /> })
    };
    view! {
        <Dialog id="set-up-totp" open=progress.is_setting_up>
            <DialogContent close_label=texts.action_close() described=true>
                <DialogTitle>{texts.settings_mfa_set_up()}</DialogTitle>
                <DialogDescription>{texts.settings_mfa_scan()}</DialogDescription>
                {content}
            </DialogContent>
        </Dialog>
    }
}

#[component]
fn SetUp(setup: TotpSetup, progress: Progress) -> impl IntoView {
    let texts = use_texts();
    let client = use_client();
    let queries = use_queries();
    let form = NodeRef::<html::Form>::new();
    let errors = FormErrors::new();
    let is_wrong = RwSignal::new(false);
    let confirm = Action::new(move |input: &TotpConfirm| {
        let (client, input) = (client.clone(), input.clone());
        async move { queries.confirm_totp(&client, &input).await }
    });
    follow_confirmation(confirm, progress, form, errors, is_wrong);
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        is_wrong.set(false);
        let input = read(form);
        if errors.accept(form, validation::check(&input)) {
            confirm.dispatch(input);
        }
    };
    let refused = errors.of("code");
    let errors = Signal::derive(move || {
        let mut all = refused.get();
        if is_wrong.get() {
            all.extend(texts.error(code::WRONG_CODE).map(str::to_owned));
        }
        all
    });
    let TotpSetup {
        secret,
        otpauth_url,
        qr_svg,
    } = setup;
    view! {
        <div class="totp-setup">
            <div class="totp-qr" role="img" aria-label=texts.settings_mfa_qr() inner_html=qr_svg />
            <div class="totp-secret">
                <p>
                    <a class="link" href=otpauth_url>
                        {texts.settings_mfa_open_app()}
                    </a>
                </p>
                <p>{texts.settings_mfa_type()}</p>
                <code class="secret" dir="ltr">
                    {secret.clone()}
                </code>
                <CopyButton
                    text=Signal::stored(secret)
                    label=texts.action_copy()
                    copied_label=texts.action_copied()
                />
            </div>
        </div>
        <form
            class="form-stack"
            method="post"
            novalidate=true
            node_ref=form
            on:submit=submit
            on:input=move |_| is_wrong.set(false)
        >
            <FormField id="totp-code" label=texts.auth_mfa_code() errors required=true>
                <Input
                    name="code"
                    autocomplete="one-time-code"
                    autofocus=true
                    attr:inputmode="numeric"
                    attr:dir="ltr"
                />
            </FormField>
            <DialogFooter>
                <DialogClose>{texts.action_cancel()}</DialogClose>
                <Button kind=ButtonKind::Submit loading=confirm.pending()>
                    {texts.settings_mfa_confirm()}
                </Button>
            </DialogFooter>
        </form>
    }
}

fn read(form: NodeRef<html::Form>) -> TotpConfirm {
    TotpConfirm {
        code: Values::of(form).get("code"),
    }
}

/// Says how the confirmation of an app has ended.
fn follow_confirmation(
    confirm: Action<TotpConfirm, Result<RecoveryCodes>>,
    progress: Progress,
    form: NodeRef<html::Form>,
    errors: FormErrors,
    is_wrong: RwSignal<bool>,
) {
    let texts = use_texts();
    let step_up = use_step_up();
    let confirmed = confirm.value();
    Effect::new(move || match confirmed.get() {
        None => {}
        Some(Ok(codes)) => progress.show_codes(codes),
        Some(Err(error)) if error.code() == code::WRONG_CODE => {
            is_wrong.set(true);
            focus_first_error(form);
        }
        Some(Err(error)) if !error.fields().is_empty() => {
            errors.show(error.fields().to_vec());
            focus_first_error(form);
        }
        Some(Err(error)) => {
            let again = move || {
                confirm.dispatch(read(form));
            };
            if !step_up.asks(&error, again) {
                progress.is_setting_up.set(false);
                Toasts.danger(texts.error(error.code()).unwrap_or_default());
            }
        }
    });
}

/// Shows recovery codes, this once.
#[component]
fn CodesDialog(progress: Progress) -> impl IntoView {
    let texts = use_texts();
    let all = Signal::derive(move || {
        let codes = progress.codes.get();
        codes.map_or_else(Vec::new, |codes| codes.recovery_codes)
    });
    let text = Signal::derive(move || all.get().join("\n"));
    let list = move || {
        all.get()
            .into_iter()
            .map(|code| view! { <li>{code}</li> })
            .collect_view()
    };
    // A file without a server: the codes are only in this page.
    let file = move || {
        let lines = text.get().replace('\n', "%0A");
        format!("data:text/plain;charset=utf-8,{lines}%0A")
    };
    view! {
        <Dialog id="recovery-codes" open=progress.is_showing_codes>
            <DialogContent close_label=texts.action_close() described=true>
                <DialogTitle>{texts.settings_mfa_codes()}</DialogTitle>
                <DialogDescription>{texts.settings_mfa_codes_text()}</DialogDescription>
                <ol class="recovery-codes" dir="ltr">
                    {list}
                </ol>
                <div class="recovery-actions">
                    <CopyButton
                        text
                        label=texts.action_copy()
                        copied_label=texts.action_copied()
                    />
                    <a
                        class="button button-outline"
                        download="recovery-codes.txt"
                        href=file
                    >
                        <Icon icon=icons::DOWNLOAD />
                        {texts.action_download()}
                    </a>
                    <Button
                        variant=ButtonVariant::Outline
                        on:click=move |_| {
                            // It fails only where printing is forbidden.
                            drop(window().print());
                        }
                    >
                        <Icon icon=icons::PRINTER />
                        {texts.action_print()}
                    </Button>
                </div>
                <DialogFooter>
                    <DialogClose variant=ButtonVariant::Primary>
                        {texts.settings_mfa_codes_done()}
                    </DialogClose>
                </DialogFooter>
            </DialogContent>
        </Dialog>
    }
}

/// Asks once more, before the second factor goes.
#[component]
fn RemoveDialog(progress: Progress) -> impl IntoView {
    let texts = use_texts();
    let client = use_client();
    let queries = use_queries();
    let step_up = use_step_up();
    let remove = Action::new(move |(): &()| {
        let client = client.clone();
        async move { queries.remove_totp(&client).await }
    });
    let removed = remove.value();
    Effect::new(move || {
        let Some(result) = removed.get() else { return };
        progress.is_removing.set(false);
        match result {
            Ok(()) => Toasts.success(texts.settings_mfa_removed()),
            Err(error) => step_up.refused(texts, &error, move || {
                remove.dispatch(());
            }),
        }
    });
    view! {
        <Dialog id="remove-totp" open=progress.is_removing>
            <DialogContent close_label=texts.action_close() described=true>
                <DialogTitle>{texts.settings_mfa_remove_title()}</DialogTitle>
                <DialogDescription>{texts.settings_mfa_remove_text()}</DialogDescription>
                <DialogFooter>
                    <DialogClose>{texts.action_cancel()}</DialogClose>
                    <Button
                        variant=ButtonVariant::Danger
                        loading=remove.pending()
                        on:click=move |_| {
                            remove.dispatch(());
                        }
                    >
                        {texts.settings_mfa_remove()}
                    </Button>
                </DialogFooter>
            </DialogContent>
        </Dialog>
    }
}
