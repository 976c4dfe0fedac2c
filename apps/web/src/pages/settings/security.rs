//! The password, connected accounts, and where one is signed in.

use contract::{auth::ChangePassword, problem::code, validation};
use leptos::{ev::SubmitEvent, html, prelude::*};
use ui::{
    Alert, AlertVariant, Button, ButtonKind, Card, CardContent, CardDescription, CardFooter,
    CardHeader, CardTitle, FormField, PasswordInput, Toasts,
};

use super::{
    Settings, identities::Identities, mfa::Mfa, passkeys::Passkeys,
    security_events::SecurityEvents, sessions::Sessions, trusted_devices::TrustedDevices,
};
#[cfg(feature = "ssr")]
use crate::{answers::Answers, client::ask, ssr::PageRequest};
use crate::{
    client::{Result, use_client},
    contexts::{set_title, use_auth, use_texts, use_user},
    forms::{FormErrors, Values, focus_first_error, name_of, use_alive},
    pages::step_up::use_step_up,
    queries::use_queries,
};
#[cfg(feature = "ssr")]
use contract::security_events::SecurityEventQuery;

/// The page.
#[component]
pub(super) fn Security() -> impl IntoView {
    let texts = use_texts();
    set_title(texts.nav_security());
    let has_password = use_user(|user| user.has_password);
    view! {
        <Settings title=texts.nav_security() lead=texts.settings_security_lead()>
            {move || {
                if has_password.get() {
                    view! { <PasswordForm /> }.into_any()
                } else {
                    view! {
                        <Alert variant=AlertVariant::Info title=texts.settings_no_password_title()>
                            {texts.settings_no_password_text()}
                        </Alert>
                    }
                        .into_any()
                }
            }}
            <Passkeys />
            <Mfa />
            <TrustedDevices />
            <Identities />
            <Sessions />
            <SecurityEvents />
        </Settings>
    }
}

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(crate) async fn load(page: &PageRequest) -> Answers {
    if page.user.is_none() {
        return Answers::default();
    }
    let (client, newest) = (&page.client, SecurityEventQuery::default());
    Answers::default()
        .ask(client, ask::passkeys())
        .await
        .ask(client, ask::mfa())
        .await
        .ask(client, ask::trusted_devices())
        .await
        .ask(client, ask::oauth_providers())
        .await
        .ask(client, ask::identities())
        .await
        .ask(client, ask::sessions())
        .await
        .ask(client, ask::security_events(&newest))
        .await
}

fn read(form: NodeRef<html::Form>) -> ChangePassword {
    let values = Values::of(form);
    ChangePassword {
        current_password: values.get("current_password"),
        new_password: values.get("new_password"),
    }
}

/// Says how a change has ended.
fn follow_changes(
    change: Action<ChangePassword, Result<()>>,
    form: NodeRef<html::Form>,
    errors: FormErrors,
    is_wrong: RwSignal<bool>,
) {
    let texts = use_texts();
    let step_up = use_step_up();
    let changed = change.value();
    Effect::new(move || match changed.get() {
        None => {}
        Some(Ok(())) => {
            errors.clear();
            if let Some(form) = form.get_untracked() {
                form.reset();
            }
            Toasts.success(texts.settings_password_changed());
        }
        Some(Err(error)) if error.code() == code::WRONG_PASSWORD => {
            is_wrong.set(true);
            focus_first_error(form);
        }
        Some(Err(error)) if !error.fields().is_empty() => {
            errors.show(error.fields().to_vec());
            focus_first_error(form);
        }
        Some(Err(error)) => {
            let again = move || {
                change.dispatch(read(form));
            };
            step_up.refused(texts, &error, again);
        }
    });
}

#[component]
fn PasswordForm() -> impl IntoView {
    let texts = use_texts();
    let auth = use_auth();
    let client = use_client();
    let queries = use_queries();
    let form = NodeRef::<html::Form>::new();
    let errors = FormErrors::new();
    let is_wrong = RwSignal::new(false);
    let alive = use_alive();
    let change = Action::new(move |input: &ChangePassword| {
        let (client, input) = (client.clone(), input.clone());
        async move { queries.change_password(&client, &input).await }
    });
    follow_changes(change, form, errors, is_wrong);
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        Toasts.clear();
        is_wrong.set(false);
        let input = read(form);
        if errors.accept(form, validation::check(&input)) {
            change.dispatch(input);
        }
    };
    let refused = errors.of("current_password");
    let current_errors = Signal::derive(move || {
        let mut all = refused.get();
        if is_wrong.get() {
            all.extend(texts.error(code::WRONG_PASSWORD).map(str::to_owned));
        }
        all
    });
    // Password managers find the account by a field for its name.
    let email = auth.with_untracked(|user| user.as_ref().map(|user| user.email.clone()));
    view! {
        <form
            method="post"
            novalidate=true
            node_ref=form
            on:submit=submit
            on:input=move |_| {
                is_wrong.set(false);
                errors.follow(validation::check(&read(form)));
            }
            on:focusout=move |ev| {
                let name = name_of(ev.target());
                // Nobody is blamed for passing by.
                if !read_field(form, &name).is_empty() {
                    errors.leave(name, validation::check(&read(form)));
                }
            }
        >
            <Card>
                <CardHeader>
                    <CardTitle>{texts.settings_password_card()}</CardTitle>
                    <CardDescription>{texts.settings_password_text()}</CardDescription>
                </CardHeader>
                <CardContent class="form-stack">
                    <input
                        type="text"
                        name="username"
                        autocomplete="username"
                        value=email
                        readonly=true
                        hidden=true
                    />
                    <FormField
                        id="current-password"
                        label=texts.settings_current_password()
                        errors=current_errors
                        required=true
                    >
                        <PasswordInput
                            name="current_password"
                            autocomplete="current-password"
                            toggle=true
                            show_label=texts.settings_show_password()
                            hide_label=texts.settings_hide_password()
                        />
                    </FormField>
                    <FormField
                        id="new-password"
                        label=texts.settings_new_password()
                        hint=texts.settings_new_password_hint(PASSWORD_MIN)
                        errors=errors.of("new_password")
                        required=true
                    >
                        <PasswordInput
                            name="new_password"
                            autocomplete="new-password"
                            toggle=true
                            show_label=texts.settings_show_password()
                            hide_label=texts.settings_hide_password()
                        />
                    </FormField>
                    <Alert variant=AlertVariant::Info>{texts.settings_other_sessions()}</Alert>
                </CardContent>
                <CardFooter>
                    <Button
                        kind=ButtonKind::Submit
                        disabled=Signal::derive(move || !alive.get())
                        loading=change.pending()
                    >
                        {texts.settings_change_password()}
                    </Button>
                </CardFooter>
            </Card>
        </form>
    }
}

#[expect(
    clippy::cast_possible_wrap,
    reason = "a small constant of the contract"
)]
const PASSWORD_MIN: i64 = validation::PASSWORD_MIN as i64;

fn read_field(form: NodeRef<html::Form>, name: &str) -> String {
    Values::of(form).get(name)
}
