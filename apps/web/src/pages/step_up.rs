//! The question who one is, before a sensitive change: asked when the API asks for it, and followed
//! by the change itself.

use contract::{
    mfa::{self, StepUpMethod},
    problem::code,
    validation,
};
use i18n::Texts;
use leptos::{ev::SubmitEvent, html, prelude::*};
use ui::{
    Button, ButtonKind, ButtonVariant, Dialog, DialogClose, DialogContent, DialogDescription,
    DialogFooter, DialogTitle, FormField, Icon, Input, PasswordInput, Toasts, icons,
};

use crate::{
    client::{ClientError, Result, use_client},
    contexts::{use_auth, use_texts},
    forms::{FormErrors, Values, focus_first_error},
    pages::problem::passkey_refusal,
    queries::{PasskeyError, use_queries},
};

/// Asks for a fresh proof where one is needed.
#[derive(Clone, Copy)]
pub(super) struct StepUp {
    methods: RwSignal<Vec<StepUpMethod>>,
    is_open: RwSignal<bool>,
    again: StoredValue<Option<Callback<()>>>,
}

impl StepUp {
    /// Provides the question to the parts of a page.
    pub(super) fn provide() -> Self {
        let step_up = Self {
            methods: RwSignal::new(Vec::new()),
            is_open: RwSignal::new(false),
            again: StoredValue::new(None),
        };
        provide_context(step_up);
        step_up
    }

    /// Asks, if that is why a call was refused, and has it made again after the answer. False if it
    /// was refused for another reason.
    pub(super) fn asks(
        self,
        error: &ClientError,
        again: impl Fn() + Send + Sync + 'static,
    ) -> bool {
        let Some(methods) = error.step_up_methods() else {
            return false;
        };
        self.methods.set(methods.to_vec());
        self.again.set_value(Some(Callback::new(move |()| again())));
        self.is_open.set(true);
        true
    }

    /// Asks, if that is why a call was refused; says why it was, if not.
    pub(super) fn refused(
        self,
        texts: &Texts,
        error: &ClientError,
        again: impl Fn() + Send + Sync + 'static,
    ) {
        if !self.asks(error, again) {
            Toasts.danger(texts.error(error.code()).unwrap_or_default());
        }
    }

    fn proved(self) {
        self.is_open.set(false);
        if let Some(again) = self.again.get_value() {
            again.run(());
        }
    }
}

/// Gets the question of the page.
pub(super) fn use_step_up() -> StepUp {
    expect_context()
}

/// What somebody is asked for first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ask {
    Password,
    Code,
    Passkey,
    SignIn,
}

impl Ask {
    fn of(methods: &[StepUpMethod]) -> Self {
        if methods.contains(&StepUpMethod::Totp) {
            Self::Code
        } else if methods.contains(&StepUpMethod::Password) {
            Self::Password
        } else if methods.contains(&StepUpMethod::Passkey) {
            Self::Passkey
        } else {
            Self::SignIn
        }
    }
}

/// The dialog that asks.
#[component]
pub(super) fn StepUpDialog(step_up: StepUp) -> impl IntoView {
    let texts = use_texts();
    let ask = Memo::new(move |_| step_up.methods.with(|methods| Ask::of(methods)));
    let text = move || match ask.get() {
        Ask::Password => texts.settings_step_up_password_text(),
        Ask::Code => texts.settings_step_up_code_text(),
        Ask::Passkey => texts.passkeys_step_up_text(),
        Ask::SignIn => texts.settings_step_up_sign_in_text(),
    };
    let has_passkey = Memo::new(move |_| {
        step_up
            .methods
            .with(|methods| methods.contains(&StepUpMethod::Passkey))
    });
    let form = move || match ask.get() {
        Ask::SignIn => view! { <SignInAgain /> }.into_any(),
        Ask::Passkey => view! { <Touch step_up /> }.into_any(),
        ask => view! {
            <Proof step_up ask />
            {move || has_passkey.get().then(|| view! { <OrTouch step_up /> })}
        }
        .into_any(),
    };
    view! {
        <Dialog id="step-up" open=step_up.is_open>
            <DialogContent close_label=texts.action_close() described=true>
                <DialogTitle>{texts.settings_step_up_title()}</DialogTitle>
                <DialogDescription>{text}</DialogDescription>
                {form}
            </DialogContent>
        </Dialog>
    }
}

/// For who has neither password nor app: signing in is a proof.
#[component]
fn SignInAgain() -> impl IntoView {
    let texts = use_texts();
    view! {
        <form method="post" action="/logout">
            <DialogFooter>
                <DialogClose>{texts.action_cancel()}</DialogClose>
                <Button kind=ButtonKind::Submit>{texts.nav_sign_out()}</Button>
            </DialogFooter>
        </form>
    }
}

/// For who has a passkey and no password.
#[component]
fn Touch(step_up: StepUp) -> impl IntoView {
    let texts = use_texts();
    let prove = use_touch(step_up);
    view! {
        <DialogFooter>
            <DialogClose>{texts.action_cancel()}</DialogClose>
            <Button
                loading=prove.pending()
                on:click=move |_| {
                    prove.dispatch(());
                }
            >
                {texts.passkeys_second_factor()}
            </Button>
        </DialogFooter>
    }
}

/// For who has a passkey as well, below what else would do.
#[component]
fn OrTouch(step_up: StepUp) -> impl IntoView {
    let texts = use_texts();
    let prove = use_touch(step_up);
    view! {
        <div class="ways">
            <p class="ways-or">{texts.auth_or()}</p>
            <Button
                variant=ButtonVariant::Outline
                loading=prove.pending()
                on:click=move |_| {
                    prove.dispatch(());
                }
            >
                <Icon icon=icons::KEY />
                {texts.passkeys_second_factor()}
            </Button>
        </div>
    }
}

/// Has the browser ask for a passkey, and says how that has ended.
fn use_touch(step_up: StepUp) -> Action<(), std::result::Result<(), PasskeyError>> {
    let texts = use_texts();
    let client = use_client();
    let queries = use_queries();
    let prove = Action::new(move |(): &()| {
        let client = client.clone();
        async move { queries.step_up_by_passkey(&client).await }
    });
    let proved = prove.value();
    Effect::new(move || match proved.get() {
        None => {}
        Some(Ok(())) => step_up.proved(),
        Some(Err(error)) => Toasts.danger(passkey_refusal(texts, &error)),
    });
    prove
}

fn read(form: NodeRef<html::Form>, ask: Ask) -> mfa::StepUp {
    let values = Values::of(form);
    match ask {
        Ask::Code => mfa::StepUp::Totp {
            code: values.get("code"),
        },
        Ask::Password | Ask::Passkey | Ask::SignIn => mfa::StepUp::Password {
            password: values.get("password"),
        },
    }
}

#[component]
fn Proof(step_up: StepUp, ask: Ask) -> impl IntoView {
    let texts = use_texts();
    let client = use_client();
    let form = NodeRef::<html::Form>::new();
    let errors = FormErrors::new();
    let wrong = RwSignal::new(None::<&'static str>);
    let prove = Action::new(move |input: &mfa::StepUp| {
        let (client, input) = (client.clone(), input.clone());
        async move { client.step_up(&input).await }
    });
    follow(prove, step_up, form, errors, wrong);
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        wrong.set(None);
        let input = read(form, ask);
        if errors.accept(form, validation::check(&input)) {
            prove.dispatch(input);
        }
    };
    view! {
        <form
            class="form-stack"
            method="post"
            novalidate=true
            node_ref=form
            on:submit=submit
            on:input=move |_| wrong.set(None)
        >
            <ProofField ask errors wrong />
            <DialogFooter>
                <DialogClose>{texts.action_cancel()}</DialogClose>
                <Button
                    kind=ButtonKind::Submit
                    variant=ButtonVariant::Primary
                    loading=prove.pending()
                >
                    {texts.settings_step_up_submit()}
                </Button>
            </DialogFooter>
        </form>
    }
}

#[component]
fn ProofField(
    ask: Ask,
    errors: FormErrors,
    wrong: RwSignal<Option<&'static str>>,
) -> impl IntoView {
    let texts = use_texts();
    let name = if ask == Ask::Code { "code" } else { "password" };
    let refused = errors.of(name);
    let errors = Signal::derive(move || {
        let mut all = refused.get();
        all.extend(wrong.get().map(str::to_owned));
        all
    });
    if ask == Ask::Code {
        return view! {
            <FormField id="step-up-code" label=texts.auth_mfa_code() errors required=true>
                <Input
                    name="code"
                    autocomplete="one-time-code"
                    autofocus=true
                    attr:inputmode="numeric"
                    attr:dir="ltr"
                />
            </FormField>
        }
        .into_any();
    }
    // Password managers find the account by a field for its name.
    let email = use_auth().with_untracked(|user| user.as_ref().map(|user| user.email.clone()));
    view! {
        <input
            type="text"
            name="username"
            autocomplete="username"
            value=email
            readonly=true
            hidden=true
        />
        <FormField
            id="step-up-password"
            label=texts.settings_current_password()
            errors
            required=true
        >
            <PasswordInput
                name="password"
                autocomplete="current-password"
                autofocus=true
                toggle=true
                show_label=texts.settings_show_password()
                hide_label=texts.settings_hide_password()
            />
        </FormField>
    }
    .into_any()
}

/// Says how a proof has ended.
fn follow(
    prove: Action<mfa::StepUp, Result<()>>,
    step_up: StepUp,
    form: NodeRef<html::Form>,
    errors: FormErrors,
    wrong: RwSignal<Option<&'static str>>,
) {
    let texts = use_texts();
    let proved = prove.value();
    Effect::new(move || match proved.get() {
        None => {}
        Some(Ok(())) => {
            errors.clear();
            if let Some(form) = form.get_untracked() {
                form.reset();
            }
            step_up.proved();
        }
        Some(Err(error)) if matches!(error.code(), code::WRONG_PASSWORD | code::WRONG_CODE) => {
            wrong.set(texts.error(error.code()));
            focus_first_error(form);
        }
        Some(Err(error)) if !error.fields().is_empty() => {
            errors.show(error.fields().to_vec());
            focus_first_error(form);
        }
        Some(Err(error)) => {
            step_up.is_open.set(false);
            Toasts.danger(texts.error(error.code()).unwrap_or_default());
        }
    });
}
